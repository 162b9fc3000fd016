import { describe, expect, it } from "vitest";
import { catalogue } from "#lib/i18n/catalogue.ts";
import { directionOf, locales } from "#lib/i18n/locales.ts";
import type { MailMessage } from "./messages.ts";
import { renderMail } from "./render.tsx";
import { ada, samplesTo } from "./sample-messages.ts";
import { momentIn } from "./words.ts";

const reader = { to: "ada@example.org", locale: "en" };
const samples = samplesTo(ada);
const mails: readonly MailMessage[] = Object.values(samples);
const everywhere = locales.flatMap((locale) => mails.map((mail) => ({ locale, name: mail.name, mail })));
const english = { device: "Firefox on Linux", moment: "November 21, 2026 at 08:01 UTC" };

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

/** Without the marks that keep a value in its own direction. */
const unmarked = (text: string) => text.replace(/[\u2068\u2069]/g, "");

/** Without the line breaks of the text part. */
const inOneLine = (text: string) => unmarked(text).replace(/\s+/g, " ");

describe.each(everywhere)("the mail $name in $locale", ({ locale, mail }) => {
  const to = { ...reader, locale };
  const written = renderMail(mail, to);

  it("says its deed in one line", async () => {
    const { subject } = await written;
    expect(subject).toMatch(/^\S[^\r\n\u2068{}<>]{4,70}$/);
  });

  it("says its language and which way it is written", async () => {
    const { html } = await written;
    expect(/<html[^>]*>/.exec(html)?.[0]).toBe(`<html dir="${directionOf(locale)}" lang="${locale}">`);
  });

  it("holds its links in HTML and in text, and no other address", async () => {
    const { html, text } = await written;
    const links = linksOf(mail);
    expect(new Set(attributes(html, "href"))).toEqual(new Set(links));
    for (const url of links) expect(text.split("\n")).toContain(url);
    expect(text.match(/https?:\/\/\S+/g) ?? []).toEqual(links);
  });

  it("loads nothing: no image, script, font or sheet from anywhere", async () => {
    const { html } = await written;
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object|video|audio|form)\b/i);
    expect(html).not.toMatch(/\ssrc=|url\(|@import|@font-face/i);
  });

  it("names product, reader, moment and browser, and leaves no place empty", async () => {
    const { html, text } = await written;
    for (const part of [words(html), text].map(unmarked)) {
      expect(part).toContain("Latchkey");
      expect(part).toContain("ada@example.org");
      expect(part).toContain(momentIn(locale, new Date("2026-11-21T08:01:02.345Z")));
      expect(part).toContain(english.device);
      expect(part).not.toMatch(/[{}]|undefined|null/);
    }
  });

  it("shows a hostile name as letters", async () => {
    const name = `<img src="https://evil.example/x">\r\nBcc: eve@example.org`;
    const hostile = samplesTo({ ...ada, name, device: name })[mail.name];
    const { html, subject } = await renderMail(hostile, to);
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img");
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it("is the same mail when it is written again", async () => {
    expect(await renderMail(mail, to)).toEqual(await written);
  });

  it("follows the dark scheme", async () => {
    const { html } = await written;
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(html).toContain("@media (prefers-color-scheme: dark)");
  });
});

describe.each(mails)("the mail $name", (mail) => {
  it("says what happens if one does nothing, and when it was sent", async () => {
    const { text } = await renderMail(mail, reader);
    expect(text).toMatch(/nothing/);
    expect(text).toContain(english.moment);
  });
});

describe("a mail with a link that dies", () => {
  it.each([
    ["en", "works for 7 days, until November 28, 2026 at 08:01 UTC"],
    ["de", "7 Tage, bis 28. November 2026 um 08:01 UTC"],
  ])("says in %s how long it lives and until when", async (locale, life) => {
    const { text } = await renderMail(samples["verify-registration"], { ...reader, locale });
    expect(text.replace(/\s+/g, " ")).toContain(life);
  });
});

describe("a mail from right to left", () => {
  it("keeps names and addresses in their own direction, but marks neither subject nor link", async () => {
    const { subject, text } = await renderMail(samples["verify-registration"], { ...reader, locale: "ar" });
    expect(text).toContain("\u2068ada@example.org\u2069");
    expect(subject).not.toMatch(/[\u2066-\u2069]/);
    expect(text.split("\n")).toContain(linksOf(samples["verify-registration"])[0]);
  });
});

describe("where no password is reset by mail", () => {
  it("the mail to the owner of an address leads to the login page alone", async () => {
    const { name, props } = samples["already-registered"];
    const { text } = await renderMail({ name, props: { ...props, forgotPasswordUrl: null } }, reader);
    expect(text.match(/https?:\/\/\S+/g)).toEqual([props.loginUrl]);
    expect(text).not.toContain("choose a new one");
  });

  it.each(locales)("the mail of a changed password names in %s who can help, and leads nowhere", async (locale) => {
    const { name, props } = samples["password-changed"];
    const to = { ...reader, locale };
    const { html, text } = await renderMail({ name, props: { ...props, forgotPasswordUrl: null } }, to);
    expect([text.match(/https?:/g), attributes(html, "href")]).toEqual([null, []]);
    const { "password-changed": words } = catalogue(locale).mails;
    expect(inOneLine(text)).toContain(words["ignore-no-reset"].replace("{product}", "Latchkey"));
    expect(inOneLine(text)).not.toContain(words.ignore);
  });

  it.each(locales)("the mail of a changed address promises in %s no link for a new password", async (locale) => {
    const { name, props } = samples["email-changed"];
    const { text } = await renderMail({ name, props: { ...props, hasReset: false } }, { ...reader, locale });
    const { "email-changed": words } = catalogue(locale).mails;
    expect(inOneLine(text)).toContain(words["undo-no-reset"].replace("{product}", "Latchkey"));
    expect(inOneLine(text)).not.toContain(words.undo);
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
