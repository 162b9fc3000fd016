import { afterAll, beforeAll, expect, test } from "vitest";
import { endOfMails, jobsIn, missHeartbeats } from "#e2e/faults/support/api-stage.ts";
import { openSmtpStage, type SmtpStage } from "#e2e/faults/support/smtp-stage.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { look } from "#e2e/support/look.ts";
import { mailQueueIsDone } from "#e2e/support/mailbox.ts";
import type { ReceivedMail, SmtpFault } from "#e2e/support/smtp-peer.ts";

// SMTP has no keys: whoever does not hear that a mail was taken sends it again. That is one copy more, of no other mail.
let stage: SmtpStage;
beforeAll(async () => {
  stage = await openSmtpStage();
});
afterAll(() => stage?.end());

/** Whose mail may have come twice by now; everybody else's may not. */
const doubled: string[] = [];

const someone = async () => {
  const registered = await stage.witness.signUp();
  if (!registered) throw new Error("the registration was not acknowledged");
  return registered.person;
};

/** Somebody signs up, and the first try to mail them fails in this way. */
const someoneWith = async (fault: SmtpFault) => {
  stage.peer.plan(fault);
  const person = await someone();
  await eventually("the failed try", async () => ((await jobsIn(stage.app, "retry")) > 0 ? true : undefined));
  return person;
};

/** The Message-ID of every copy that the server has taken. */
const copiesTo = (to: string) =>
  stage.peer.received.filter(({ recipients }) => recipients.includes(to)).map(({ message }) => message.messageId);

/**
 * The application is killed when so many mails are at this moment of their way, one other has left, and one waits for its
 * next try; it starts again, and all mails come to their end. Whose mails were under way.
 */
const killedWhileMailing = async (at: "taken" | "answered", people: number) => {
  await someone();
  await mailQueueIsDone(stage.app);
  await someoneWith({ kind: "refuse", at: "recipient", code: 451 });
  await look(stage.app, "UPDATE pgboss.job SET start_after = now() + interval '1 hour' WHERE state = 'retry'");
  const underWay: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const act = async ({ recipients: [to = ""] }: ReceivedMail) => {
    if (underWay.push(to) === people) await stage.app.kill().finally(resolve);
    await promise;
  };
  stage.peer.plan(...Array.from({ length: people }, () => ({ kind: "act", at, act }) as const));
  // The mail may be under way before the answer is: then the registration is lost to its client, but not to us.
  await Promise.all(Array.from({ length: people }, () => stage.witness.signUp()));
  await promise;
  // Before the start: afterwards somebody works on a mail, who must not be thought dead. The embedded database's start does it.
  if (stage.app.database === "postgres") await missHeartbeats(stage.app);
  await stage.app.restart();
  await endOfMails(stage.app);
  doubled.push(...underWay);
  return underWay;
};

test("a process killed when the SMTP server has taken mails and not said so sends each once more, and no other", async () => {
  const underWay = await killedWhileMailing("taken", 3);
  await stage.keepsItsWord({ doubled });
  for (const copies of underWay.map(copiesTo)) expect(copies).toEqual([copies[0], copies[0]]);
  expect(new Set(underWay).size).toBe(3);
});

test("a process killed right after the SMTP server took a mail sends it once more at most, and no other", async () => {
  const [to = ""] = await killedWhileMailing("answered", 1);
  await stage.keepsItsWord({ doubled });
  const copies = copiesTo(to);
  expect(copies).toEqual(copies.map(() => copies[0]));
});

test.each<readonly [string, SmtpFault]>([
  ["refuses a recipient for now", { kind: "refuse", at: "recipient", code: 451 }],
  ["refuses a message for now", { kind: "refuse", at: "message", code: 451 }],
  ["hangs up at the recipient", { kind: "hang-up", at: "recipient" }],
  ["hangs up in the middle of a message", { kind: "hang-up", at: "message" }],
])("an SMTP server that %s gets it again and has taken it once", async (_what, fault) => {
  const { email } = await someoneWith(fault);
  await endOfMails(stage.app);
  await stage.keepsItsWord({ doubled });
  expect(copiesTo(email)).toHaveLength(1);
});

test("an SMTP server that takes a mail and loses its answer gets it once more, and no other", async () => {
  const { email } = await someoneWith({ kind: "hang-up", at: "answer" });
  await endOfMails(stage.app);
  doubled.push(email);
  await stage.keepsItsWord({ doubled });
  const copies = copiesTo(email);
  expect(copies).toEqual([copies[0], copies[0]]);
});
