import { currentDatabase } from "#e2e/support/place.ts";
import type { AttackCase } from "./corpus.ts";
import { type Difference, differences } from "./differences.ts";
import { parseExpectation } from "./expectation.ts";
import { judge } from "./judge.ts";
import { type Lane, laneOf, lanes } from "./lanes.ts";
import type { Stages } from "./stages.ts";
import { type Trial, trialsOf } from "./trials.ts";

/** What came of one case: what is wrong, and which of its trials the contract answers otherwise, and why. */
export type Verdict = {
  readonly faults: readonly string[];
  readonly differing: readonly (Difference & { readonly label: string })[];
};

/** How often a race is run: a lost one shows only now and then, and PGlite has one connection. */
const rounds = { postgres: 20, pglite: 3 }[currentDatabase()];

/** Starts all cases, those of one application one after another; the verdict of each when it has come. None rejects. */
export function runCases(cases: readonly AttackCase[], stages: Stages): ReadonlyMap<string, Promise<Verdict>> {
  const uniform = new Map<string, string>();
  const verdicts = new Map<string, Promise<Verdict>>();
  const ends = new Map<Lane, Promise<unknown>>();
  for (const lane of lanes) {
    let end: Promise<unknown> = lane === "afterwards" ? Promise.all(ends.values()) : Promise.resolve();
    for (const attack of cases.filter((one) => laneOf(one) === lane)) {
      const verdict = end.then(() => verdictOn(attack, stages, uniform));
      verdicts.set(attack.id, verdict);
      end = lane === "beside" ? end : verdict;
    }
    ends.set(lane, end);
  }
  return verdicts;
}

async function verdictOn(attack: AttackCase, stages: Stages, uniform: Map<string, string>): Promise<Verdict> {
  const faults: string[] = [];
  const differing: Verdict["differing"][number][] = [];
  for (const trial of trialsOf(attack)) {
    const difference = differences.find(
      ({ id, trial: which }) => id === attack.id && (which?.test(trial.label) ?? true),
    );
    if (difference) differing.push({ ...difference, label: trial.label });
    const found = await faultsOf(trial, { stages, uniform, difference }).catch((error: unknown) => [String(error)]);
    faults.push(...found.map((fault) => `${trial.label}: ${fault}`));
  }
  return { faults, differing };
}

type Run = {
  readonly stages: Stages;
  readonly uniform: Map<string, string>;
  readonly difference: Difference | undefined;
};

async function faultsOf(trial: Trial, { stages, uniform, difference }: Run): Promise<string[]> {
  const faults: string[] = [];
  for (let time = 0; time < (trial.isRace ? rounds : 1); time += 1) {
    const performance = await trial.perform(stages);
    if (difference === undefined) {
      faults.push(...(await judge(parseExpectation(trial.expected), performance, uniform)));
      continue;
    }
    // Where the contract differs, its answer is none that all others must be like.
    const book = new Map(uniform);
    const asCorpus = await judge(parseExpectation(trial.expected), performance, book);
    if (asCorpus.length === 0) faults.push("the listed difference is none any more");
    faults.push(...(await judge(parseExpectation(difference.instead), performance, book)));
  }
  return faults;
}
