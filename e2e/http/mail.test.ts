import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { type MailApiPeer, startMailApiPeer } from "#e2e/support/mail-api-peer.ts";
import { mailboxOf, mailQueueIsDone } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { newPerson, signUp, verify } from "#e2e/support/people.ts";
import { type SmtpPeer, startSmtpPeer } from "#e2e/support/smtp-peer.ts";

const from = "accounts@latchkey.example";

/** The parameters of the verification link in the text of a mail. */
function linkIn(text: string | undefined) {
  const [link = ""] = text?.match(/https?:\/\/\S+signature=\S+/) ?? [];
  return fieldsOf(new URL(link));
}

describe("mail by SMTP", () => {
  let peer: SmtpPeer;
  let app: App;
  beforeAll(async () => {
    peer = await startSmtpPeer();
    const settings = { MAIL_TRANSPORT: "smtp", SMTP_URL: peer.url, VERIFICATION_FROM_EMAIL: from };
    app = await startOwnApp(settings);
  });
  afterAll(async () => {
    await app?.dispose();
    await peer?.close();
  });

  test("goes to the stored address alone, as HTML and text, with a link that works", async () => {
    const person = newPerson();
    await signUp(clientOf(app), { ...person, email: person.email.toUpperCase() });
    const { sender, recipients, message } = await peer.take(person.email);
    expect([sender, recipients]).toEqual([from, [person.email]]);
    expect(message.to).toEqual([{ address: person.email, name: "" }]);
    expect(message.html).toContain("signature=");
    expect((await verify(clientOf(app), linkIn(message.text))).status).toBe(200);
  });

  test("that the server refuses for good is shown to the browser that waits", async () => {
    const client = clientOf(app);
    peer.refuseWith(550);
    await signUp(client, newPerson());
    await eventually("the mail's refusal", async () => {
      const { body } = await client.get("/api/v1/accounts/registration-status/");
      return body.mail === "refused" ? true : undefined;
    });
    peer.refuseWith(null);
  });
});

describe("mail by the mail API", () => {
  let peer: MailApiPeer;
  let app: App;
  beforeAll(async () => {
    peer = await startMailApiPeer();
    const settings = { RESEND_API_KEY: "re_test_key", RESEND_BASE_URL: peer.url, VERIFICATION_FROM_EMAIL: from };
    app = await startOwnApp({ MAIL_TRANSPORT: "resend", ...settings });
  });
  afterAll(async () => {
    await app?.dispose();
    await peer?.close();
  });

  test("goes to the stored address alone, with a link that works", async () => {
    const person = newPerson();
    await signUp(clientOf(app), person);
    const mail = await peer.take(person.email);
    expect([mail.from, mail.to]).toEqual([expect.stringContaining(from), [person.email]]);
    expect((await verify(clientOf(app), linkIn(mail.text))).status).toBe(200);
  });

  test("whose answer was lost is sent again under the same key, and so arrives once", async () => {
    const person = newPerson();
    peer.plan({ kind: "accept-then-reset" });
    await signUp(clientOf(app), person);
    const { key } = await peer.take(person.email);
    await eventually("the second try", () => (timesSent(peer, key) > 1 ? true : undefined), 40);
    await peer.take(person.email);
  });

  test("is not lost while the API is out of order", async () => {
    const person = newPerson();
    peer.plan({ kind: "answer", status: 503 });
    const answer = await signUp(clientOf(app), person);
    expect(answer.status).toBe(201);
    const arrived = () => peer.accepted.some((mail) => mail.to.includes(person.email)) || undefined;
    await eventually("the mail after the fault", arrived, 40);
    await peer.take(person.email);
  });
});

describe("an acknowledged registration", () => {
  test("gets its mail, once, although the application dies at once", async () => {
    const app = await startOwnApp();
    try {
      const people = Array.from({ length: 6 }, () => newPerson());
      const answers = await Promise.all(people.map((person) => signUp(clientOf(app), person)));
      await app.kill();
      expect(answers.map((answer) => answer.status)).toEqual(people.map(() => 201));
      await app.restart();
      await mailQueueIsDone(app, 45);
      const mailbox = mailboxOf(app);
      for (const { email } of people) expect(await mailbox.all(email)).toHaveLength(1);
    } finally {
      await app.dispose();
    }
  }, 150_000);
});

function timesSent(peer: MailApiPeer, key: string): number {
  return peer.requests.filter((sent) => sent === key).length;
}
