import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiStage, jobsIn, makeRetriesDue, openApiStage } from "#e2e/faults/support/api-stage.ts";
import { eventually } from "#e2e/support/eventually.ts";

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage?.end());

const signUps = async (count: number) => {
  for (let done = 0; done < count; done += 1) expect(await stage.witness.signUp()).not.toBeNull();
};
const drain = () =>
  eventually(
    "the end of all mails",
    async () => {
      await makeRetriesDue(stage.app);
      const open = (await jobsIn(stage.app, "retry")) + (await jobsIn(stage.app, "created"));
      return open + (await jobsIn(stage.app, "active")) === 0 ? true : undefined;
    },
    60,
  );

test("a mail API that hangs costs its mails ten seconds each, and people nothing", async () => {
  await signUps(3);
  await drain();
  const usual = Math.max(...stage.witness.answers.map(({ ms }) => ms));
  stage.api.always({ kind: "hang" });
  const from = stage.witness.answers.length;
  // More than are sent at once: the queue stands, and nobody waits for it.
  await signUps(12);
  const slowest = Math.max(...stage.witness.answers.slice(from).map(({ ms }) => ms));
  expect(slowest).toBeLessThan(Math.max(3 * usual, 2_000));
  await eventually(
    "the first to be given up",
    async () => ((await jobsIn(stage.app, "retry")) > 0 ? true : undefined),
    20,
  );
  stage.api.always(null);
  await drain();
  await stage.keepsItsWord();
});

test("a mail API with errors and a wish to be left alone gets each mail once, and no burst", async () => {
  const before = stage.api.requests.length;
  stage.api.plan(
    { kind: "answer", status: 500 },
    { kind: "answer", status: 503 },
    { kind: "answer", status: 429, headers: { "Retry-After": "3" } },
  );
  await signUps(3);
  await eventually("three refusals", () => (stage.api.requests.length >= before + 3 ? true : undefined), 30);
  await signUps(3);
  await drain();
  expect(stage.api.requests.length - before).toBe(9);
  await stage.keepsItsWord();
});

test("a mail API that takes a mail and loses its answer counts one", async () => {
  stage.api.plan({ kind: "accept-then-reset" });
  await signUps(1);
  await eventually("the retry", async () => ((await jobsIn(stage.app, "retry")) > 0 ? true : undefined), 20);
  await drain();
  await stage.keepsItsWord();
});
