import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiStage, openApiStage } from "#e2e/faults/support/api-stage.ts";
import { killStorm, kills } from "#e2e/faults/support/kill-storm.ts";
import { twoProcesses } from "#e2e/support/app.ts";
import { currentDatabase } from "#e2e/support/place.ts";

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage(twoProcesses(currentDatabase()));
});
afterAll(() => stage?.end());

test(
  "kill -9 at random moments under load loses nothing and doubles nothing",
  async () => {
    const figures = await killStorm(stage);
    process.stdout.write(`${figures}\n`);
    expect(stage.witness.registered.length).toBeGreaterThan(kills);
  },
  60_000 + kills * 15_000,
);
