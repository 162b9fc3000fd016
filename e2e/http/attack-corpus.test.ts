import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { currentDatabase } from "#e2e/support/place.ts";
import { type AttackCase, loadCorpus } from "./attack/corpus.ts";
import { differences } from "./attack/differences.ts";
import { parseExpectation } from "./attack/expectation.ts";
import { judge } from "./attack/judge.ts";
import { notBuilt } from "./attack/not-built.ts";
import type { Performance } from "./attack/performance.ts";
import { type Stages, stagesFor } from "./attack/stages.ts";
import { type Trial, trialsOf } from "./attack/trials.ts";

const corpus = loadCorpus();
const cases = corpus?.cases ?? [];
const uniform = new Map<string, string>();
const rounds = currentDatabase() === "postgres" ? 20 : 3;
const outcome = { asTheCorpus: 0, differ: new Map<string, string>() };

/** Cases that mostly wait: they are under way while the others run. */
const isSlow = ({ expected }: AttackCase) => /within_s|mail_delivered_later/.test(expected);
const early = new Map<string, Promise<Performance>>();
const nameOf = (attack: AttackCase, trial: Trial) => `${attack.id} ${trial.label}`;

let stages: Stages | null = null;
function theStages(): Stages {
  if (stages === null) throw new Error("The run has not begun.");
  return stages;
}

if (corpus === null) console.log("attack-corpus.test.ts: ../shared/cases is not there, so no case of it was run.");

describe.runIf(corpus !== null)("the attack corpus", () => {
  beforeAll(async () => {
    if (corpus === null) return;
    stages = stagesFor(corpus);
    await stages.main();
    for (const attack of cases.filter(isSlow)) {
      for (const trial of trialsOf(attack)) early.set(nameOf(attack, trial), trial.perform(stages));
    }
  });

  afterAll(async () => {
    await stages?.dispose();
    report();
  });

  test.each(cases.map((attack) => [`${attack.id} ${attack.why}`, attack] as const))(
    "%s",
    async (_name, attack) => {
      const missing = notBuilt[attack.id];
      const faults = missing === undefined ? await faultsOf(attack) : [];
      expect(faults).toEqual([]);
    },
    300_000,
  );
});

async function faultsOf(attack: AttackCase): Promise<string[]> {
  const faults: string[] = [];
  let isOtherwise = false;
  for (const trial of trialsOf(attack)) {
    const difference = differences.find(
      ({ id, trial: which }) => id === attack.id && (which?.test(trial.label) ?? true),
    );
    const times = trial.isRace ? rounds : 1;
    for (let time = 0; time < times; time += 1) {
      const performance = await (early.get(nameOf(attack, trial)) ?? trial.perform(theStages()));
      // Where the contract differs, its answer is none that all others must be like.
      const book = difference ? new Map(uniform) : uniform;
      const asCorpus = await judge(parseExpectation(trial.expected), performance, book);
      const asContract = difference ? await judge(parseExpectation(difference.instead), performance, book) : [];
      if (difference && asCorpus.length === 0) faults.push(`${trial.label}: the listed difference is none any more`);
      faults.push(...(difference ? asContract : asCorpus).map((fault) => `${trial.label}: ${fault}`));
    }
    if (difference) {
      isOtherwise = true;
      outcome.differ.set(nameOf(attack, trial), difference.because);
    }
  }
  if (faults.length === 0 && !isOtherwise) outcome.asTheCorpus += 1;
  return faults;
}

function report(): void {
  const missing = Object.entries(notBuilt).filter(([id]) => cases.some((attack) => attack.id === id));
  const differing = new Set([...outcome.differ.keys()].map((name) => name.split(" ")[0])).size;
  const failed = cases.length - outcome.asTheCorpus - differing - missing.length;
  const lines = [
    `Attack corpus on ${currentDatabase()}: ${outcome.asTheCorpus} as the corpus, ${differing} differ by contract, ${failed} fail, ${missing.length} not built yet`,
    ...[...outcome.differ].map(([name, because]) => `  differs: ${name}: ${because}`),
    ...missing.map(([id, what]) => `  not built yet: ${id}: ${what}`),
  ];
  console.log(lines.join("\n"));
}
