import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { details } from "#e2e/support/answers.ts";
import type { App } from "#e2e/support/app.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { currentDatabase } from "#e2e/support/place.ts";
import { linkPurposes } from "#lib/links/purposes.ts";
import { linkDoors } from "./link-deaths/link-doors.ts";

const many = 16;
const rounds = 5;

// The embedded database belongs to one process.
describe.skipIf(currentDatabase() === "pglite")("over two processes on one database", () => {
  let app: App;
  beforeAll(async () => {
    app = await startOwnApp({ WEB_CONCURRENCY: "2" });
  });
  afterAll(() => app?.dispose());

  test.each(linkPurposes)("a link for %s used by many at once works for one of them", async (purpose) => {
    await eventually("two processes", () => (app.logs().includes('"processes":2') ? true : undefined), 30);
    const door = linkDoors(app).find((candidate) => candidate.purpose === purpose);
    if (!door) throw new Error(purpose);
    const told = purpose === "register" ? details.alreadyActivated : details.linkUsed;
    for (let round = 0; round < rounds; round += 1) {
      const { fields } = await door.issue();
      const answers = await Promise.all(Array.from({ length: many }, () => door.spend(fields)));
      const lost = answers.filter(({ status }) => status !== 200);
      expect(lost).toHaveLength(many - 1);
      for (const { status, body } of lost) expect([status, body]).toEqual([400, told]);
    }
  });
});
