import { describe, expect, it } from "vitest";
import type { Addressee, Whereabouts } from "#emails/parts/mail.ts";
import type { MailMessage, MailName } from "./messages.ts";
import { renderMail } from "./render.tsx";

const reader = { to: "ada@example.org", locale: "en" };
const requestedAt = new Date("2026-11-21T08:01:02.345Z");
const weekLater = new Date("2026-11-28T08:01:02.000Z");
const link = "https://app.example/verify-user?user_id=6f1d6a0e&timestamp=1800000000&signature=lBHJbeUPivyh8Qen75sB2AVp";
const page = "https://app.example/login";
const ada = { name: "Ada", device: "Firefox on Linux", network: "192.0.2.0/24" };

type Samples = { readonly [Name in MailName]: MailMessage<Name> };

const samplesTo = (who: Addressee & Whereabouts): Samples => ({
  "verify-registration": {
    name: "verify-registration",
    props: { ...who, link, requestedAt, expiresAt: weekLater },
  },
  "already-registered": {
    name: "already-registered",
    props: { ...who, loginUrl: page, forgotPasswordUrl: "https://app.example/forgot-password", requestedAt },
  },
  "verify-new-email": { name: "verify-new-email", props: { ...who, link, requestedAt, expiresAt: weekLater } },
  "email-in-use": { name: "email-in-use", props: { ...who, loginUrl: page, requestedAt } },
  "email-change-requested": {
    name: "email-change-requested",
    props: { ...who, newEmail: "new@example.org", accountUrl: page, requestedAt },
  },
  "email-changed": {
    name: "email-changed",
    props: { ...who, newEmail: "new@example.org", link, changedAt: requestedAt, expiresAt: weekLater },
  },
  "reset-password": { name: "reset-password", props: { ...who, link, requestedAt, expiresAt: weekLater } },
  "password-changed": { name: "password-changed", props: { ...who, forgotPasswordUrl: page, changedAt: requestedAt } },
  "new-sign-in": { name: "new-sign-in", props: { ...who, sessionsUrl: page, signedInAt: requestedAt } },
  "identity-linked": {
    name: "identity-linked",
    props: { ...who, service: "Acme", connectionsUrl: page, linkedAt: requestedAt },
  },
  "identity-unlinked": {
    name: "identity-unlinked",
    props: { ...who, service: "Acme", connectionsUrl: page, unlinkedAt: requestedAt },
  },
  "sessions-ended": { name: "sessions-ended", props: { ...who, loginUrl: page, endedAt: requestedAt } },
  "account-deleted": { name: "account-deleted", props: { ...who, deletedAt: requestedAt } },
});

const samples = samplesTo(ada);
const mails: readonly MailMessage[] = Object.values(samples);

/** The addresses a message was given: the only ones its mail may hold. */
function linksOf({ props }: MailMessage): string[] {
  return Object.values(props).filter((value): value is string => typeof value === "string" && /^https:/.test(value));
}

function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value]) =>
    (value ?? "").replaceAll("&amp;", "&"),
  );
}

/** What a person reads: no tags, no style sheet, no preheader padding. */
function words(html: string): string {
  return html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, " ").replace(/[\s\u200b-\u200f\ufeff]+/g, " ");
}

describe.each(mails)("the mail $name", (mail) => {
  it("says its deed in one line", async () => {
    const { subject } = await renderMail(mail, reader);
    expect(subject).toMatch(/^\S[^\r\n]{8,60}$/);
  });

  it("holds its links in HTML and in text, and no other address", async () => {
    const { html, text } = await renderMail(mail, reader);
    const links = linksOf(mail);
    expect(new Set(attributes(html, "href"))).toEqual(new Set(links));
    for (const url of links) expect(text.split("\n")).toContain(url);
    expect(text.match(/https?:\/\/\S+/g) ?? []).toEqual(links);
  });

  it("loads nothing: no image, script, font or sheet from anywhere", async () => {
    const { html } = await renderMail(mail, reader);
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object|video|audio|form)\b/i);
    expect(html).not.toMatch(/\ssrc=|url\(|@import|@font-face/i);
  });

  it("names product, reader, moment, browser and what happens if one does nothing", async () => {
    const { html, text } = await renderMail(mail, reader);
    for (const part of [words(html), text]) {
      expect(part).toContain("Latchkey");
      expect(part).toContain("ada@example.org");
      expect(part).toContain("November 21, 2026 at 08:01 UTC");
      expect(part).toContain("Firefox on Linux");
      expect(part).toMatch(/nothing/);
    }
  });

  it("shows a hostile name as letters", async () => {
    const name = `<img src="https://evil.example/x">\r\nBcc: eve@example.org`;
    const hostile = samplesTo({ ...ada, name, device: name })[mail.name];
    const { html, subject, text } = await renderMail(hostile, reader);
    expect(html).not.toContain("<img");
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toContain("Hello");
  });

  it("is the same mail when it is written again", async () => {
    expect(await renderMail(mail, reader)).toEqual(await renderMail(mail, reader));
  });

  it("follows the dark scheme", async () => {
    const { html } = await renderMail(mail, reader);
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(html).toContain("@media (prefers-color-scheme: dark)");
  });
});

describe("a mail with a link that dies", () => {
  it("says how long it lives and until when", async () => {
    const { text } = await renderMail(samples["verify-registration"], reader);
    expect(text).toContain("works for 7 days, until November 28, 2026 at 08:01 UTC");
  });
});

describe("a mail to somebody unknown", () => {
  it("greets nobody by name", async () => {
    const { text } = await renderMail(samplesTo({ ...ada, name: null })["verify-registration"], reader);
    expect(text).toMatch(/^Hello,$/m);
  });

  it("is written in English where the language is unknown", async () => {
    const { subject } = await renderMail(samples["reset-password"], { ...reader, locale: "xx" });
    expect(subject).toBe("Reset your password");
  });
});
