import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { currentDatabase } from "#e2e/support/place.ts";
import { loadCorpus } from "./attack/corpus.ts";
import { runCases, type Verdict } from "./attack/run.ts";
import { type Stages, stagesFor } from "./attack/stages.ts";

const corpus = loadCorpus();
const cases = corpus?.cases ?? [];
let stages: Stages | null = null;
let verdicts: ReadonlyMap<string, Promise<Verdict>> = new Map();

if (corpus === null) console.log("attack-corpus.test.ts: ../shared/cases is not there, so no case of it was run.");

describe.runIf(corpus !== null)("the attack corpus", () => {
  beforeAll(() => {
    if (corpus === null) return;
    stages = stagesFor(corpus);
    verdicts = runCases(cases, stages);
  });

  afterAll(async () => {
    const all = await Promise.all(cases.map(async ({ id }) => [id, await verdicts.get(id)] as const));
    await stages?.dispose();
    report(all);
  }, 300_000);

  test.each(cases.map(({ id, why }) => [`${id} ${why}`, id]))(
    "%s",
    async (_name, id) => {
      expect((await verdicts.get(id))?.faults).toEqual([]);
    },
    300_000,
  );
});

function report(all: readonly (readonly [id: string, verdict: Verdict | undefined])[]): void {
  const failed = all.filter(([, verdict]) => verdict?.faults.length !== 0);
  const differing = all.filter(([, verdict]) => verdict?.faults.length === 0 && verdict.differing.length > 0);
  const asTheCorpus = all.length - failed.length - differing.length;
  const reasons = differing.flatMap(([id, verdict]) =>
    (verdict?.differing ?? []).map(({ label, because }) => `  differs: ${id} ${label}: ${because}`),
  );
  const counts = `${asTheCorpus} as the corpus, ${differing.length} differ by contract, ${failed.length} fail`;
  console.log([`Attack corpus on ${currentDatabase()}: ${counts}`, ...reasons].join("\n"));
}
