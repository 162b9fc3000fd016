import { randomInt } from "node:crypto";
import type { WireAnswer } from "./wire.ts";

/** Milliseconds by class. */
export type Samples = ReadonlyMap<string, readonly number[]>;

/**
 * Lets each class act so many times, one after the other and in a random order in every round, so that whatever the
 * machine does besides falls on all classes alike.
 */
export async function measure(
  classes: Readonly<Record<string, () => Promise<WireAnswer>>>,
  rounds: number,
): Promise<{ samples: Samples; answers: readonly WireAnswer[] }> {
  const samples = new Map<string, number[]>(Object.keys(classes).map((name) => [name, []]));
  const answers: WireAnswer[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, act] of shuffled(Object.entries(classes))) {
      const answer = await act();
      answers.push(answer);
      samples.get(name)?.push(answer.ms);
    }
  }
  return { samples, answers };
}

/** The same in a random order. */
export function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: randomInt(2 ** 32) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The middle of the differences between what was measured in the same round: what the machine does to both is out. */
export function medianDifference(a: readonly number[], b: readonly number[]): number {
  return median(a.map((value, round) => value - (b[round] ?? value)));
}

/** How likely a value of `a` is above one of `b`: 0.5 when nothing tells them apart (Mann and Whitney's U, normed). */
export function areaUnderCurve(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const one of a) for (const other of b) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (a.length * b.length);
}

/** Every two classes. */
export function pairsOf(samples: Samples): [string, string][] {
  const names = [...samples.keys()];
  return names.flatMap((name, index) =>
    names.slice(index + 1).map((other) => [name, other] satisfies [string, string]),
  );
}
