import { areaUnderCurve } from "#e2e/http/attack/timing.ts";
import type { Samples } from "./samples.ts";

const permutations = 4_000;

/** How well two classes can be told apart by their times. */
export type Verdict = {
  readonly pair: string;
  /** How likely one of the first takes longer than one of the second: 0.5 when nothing tells them apart. */
  readonly auc: number;
  /** How likely chance alone makes a difference at least as large. */
  readonly p: number;
  readonly isApart: boolean;
};

/** Judges every two classes: apart when the area leaves 0.40 to 0.60, or chance explains it once in a thousand at most. */
export function tellApart(samples: Samples): Verdict[] {
  const classes = [...samples];
  return classes.flatMap(([name, { times }], index) =>
    classes.slice(index + 1).map(([other, { times: others }]) => {
      const auc = areaUnderCurve(times, others);
      const p = permutationP(times, others);
      return { pair: `${name} / ${other}`, auc, p, isApart: auc < 0.4 || auc > 0.6 || p <= 0.001 };
    }),
  );
}

/** The share of random re-labellings whose sum of ranks lies at least as far from the middle (Mann and Whitney's test). */
export function permutationP(one: readonly number[], other: readonly number[]): number {
  const ranks = ranksOf([...one, ...other]);
  const middle = (one.length * (ranks.length + 1)) / 2;
  const distance = (some: readonly number[]) =>
    Math.abs(some.slice(0, one.length).reduce((sum, rank) => sum + rank, 0) - middle);
  const seen = distance(ranks);
  let atLeast = 0;
  for (let turn = 0; turn < permutations; turn += 1) {
    shuffleFirst(one.length, ranks);
    if (distance(ranks) >= seen) atLeast += 1;
  }
  return (atLeast + 1) / (permutations + 1);
}

/** Fisher and Yates, as far as it is needed: the first few become a random choice of all. */
function shuffleFirst(count: number, values: number[]): void {
  for (let at = 0; at < count; at += 1) {
    const from = at + Math.floor(Math.random() * (values.length - at));
    [values[at], values[from]] = [values[from] ?? 0, values[at] ?? 0];
  }
}

/** The place of each value among all in order; equal values share the middle of theirs. */
function ranksOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}
