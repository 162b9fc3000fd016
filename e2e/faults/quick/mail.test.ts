import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type ApiStage,
  endOfMailsAfterKill,
  jobsIn,
  makeRetriesDue,
  openApiStage,
} from "#e2e/faults/support/api-stage.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { look } from "#e2e/support/look.ts";

// What was acknowledged is mailed, once, whatever becomes of the mail API or of the process.
let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage?.end());

const someone = async () => {
  const registered = await stage.witness.signUp();
  if (!registered) throw new Error("the registration was not acknowledged");
  return registered;
};

/** The application is killed at the moment that `at` names, while it mails somebody. */
const killedWhileMailing = async (at: "head" | "accepted") => {
  const before = stage.api.accepted.length;
  const { promise, resolve } = Promise.withResolvers<void>();
  stage.api.plan({ kind: "act", at, act: () => stage.app.kill().finally(resolve) });
  // The mail may be under way before the answer is: then the registration is lost to its client, but not to us.
  await stage.witness.signUp();
  await promise;
  await stage.app.restart();
  await endOfMailsAfterKill(stage.app);
  expect(stage.api.accepted).toHaveLength(before + 1);
};

test("a mail API that refuses connections delays a mail and loses none", async () => {
  await stage.api.down();
  const { person } = await someone();
  await eventually("the failed try", async () => ((await jobsIn(stage.app, "retry")) > 0 ? true : undefined));
  await stage.api.up();
  await makeRetriesDue(stage.app);
  await stage.api.take(person.email);
  await stage.keepsItsWord();
});

test("a process killed before the mail left sends it after its restart", async () => {
  await killedWhileMailing("head");
  await stage.keepsItsWord();
});

test("a process killed between the sending and its note of it sends no second mail", async () => {
  await killedWhileMailing("accepted");
  await stage.keepsItsWord();
  const keys = stage.api.requests;
  expect(keys.filter((key) => key === keys.at(-1))).toHaveLength(2);
});

test("a mail that is refused for good is told to who waits for it, and can be asked for again", async () => {
  stage.api.plan({ kind: "answer", status: 422 });
  const { person, client } = await someone();
  const status = () => client.get("/api/v1/accounts/registration-status/");
  await eventually("the refusal", async () => ((await status()).body?.mail === "refused" ? true : undefined));
  await client.post("/api/v1/accounts/resend-verification/", { login: person.username });
  await stage.api.take(person.email);
  await stage.keepsItsWord();
});

test("a job that no mail can be made of ends alone, and the others go on", async () => {
  const poison = [{ purpose: "no such purpose" }, { purpose: "password-changed", userId: "x", to: 5 }];
  for (const data of poison) {
    await look(stage.app, "INSERT INTO pgboss.job (name, data, retry_limit) VALUES ('mail', $1::jsonb, 40)", [
      JSON.stringify(data),
    ]);
  }
  const { person } = await someone();
  await stage.api.take(person.email);
  await stage.keepsItsWord();
});
