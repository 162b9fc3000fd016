import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App } from "#e2e/support/app.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { currentDatabase } from "#e2e/support/place.ts";
import { defaultSettings, groupBySettings, nameOf, needsCode } from "./drr/case-settings.ts";
import { readCases } from "./drr/case-shape.ts";
import { differences } from "./drr/differences.ts";
import { faultsAsModel, faultsAsOurs } from "./drr/judge.ts";

const file = "../shared/cases/drr-cases.jsonl";
const cases = readCases(file);
const counts = { run: 0, model: 0, ours: 0 };

/** What a setting does hardly depends on the database, and each wants an application of its own (CONTRIBUTING.md). */
const isEachSettingSeen = currentDatabase() === "pglite" || process.env["EVERY_DATABASE"] === "true";
const groups = groupBySettings(cases ?? [])
  .map((group) => ({ ...group, name: nameOf(group.settings) }))
  .filter(({ name }) => isEachSettingSeen || name === defaultSettings);

if (cases === null) console.log(`The cases of Django REST Registration are not here (${file}): skipped.`);

afterAll(() => {
  if (cases === null) return;
  const failed = counts.run - counts.model - counts.ours;
  console.log(`${counts.model} as the model, ${counts.ours} differ on purpose, ${failed} fail`);
});

describe.skipIf(cases === null)("Django REST Registration", () => {
  describe.concurrent.each(groups)("$name", ({ settings, cases }) => {
    let app: App;
    beforeAll(async () => {
      app = await startOwnApp(settings);
    });
    afterAll(() => app?.dispose());

    test.for(cases)("$id: $description", { concurrent: false }, async (drrCase) => {
      counts.run += 1;
      const difference = differences.get(drrCase.id);
      if (difference) {
        expect(await faultsAsOurs(app, drrCase, difference)).toEqual([]);
        counts.ours += 1;
        return;
      }
      expect(needsCode(drrCase) ? ["needs code of an adopter's own"] : []).toEqual([]);
      expect(await faultsAsModel(app, drrCase)).toEqual([]);
      counts.model += 1;
    });
  });

  test("every difference names a case", () => {
    const ids = new Set(cases?.map(({ id }) => id));
    expect([...differences.keys()].filter((id) => !ids.has(id))).toEqual([]);
  });
});
