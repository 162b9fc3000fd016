import type { Client } from "#e2e/support/api.ts";
import type { AttackCase } from "./corpus.ts";
import { type Recorded, record } from "./performance.ts";
import type { Seed } from "./seeds.ts";
import type { Stages } from "./stages.ts";
import type { WireAnswer } from "./wire.ts";
import type { Actor, HeldLink, LinkEndpoint, World } from "./world.ts";

/** A scenario under way: its world, its people, and what it has seen so far. */
export type Play = {
  readonly stages: Stages;
  readonly attack: AttackCase;
  /** How many do it at once. */
  readonly n: number;
  world: World;
  /** What the link of the scenario is for. */
  endpoint: LinkEndpoint;
  held: HeldLink | null;
  actor: Actor | null;
  subject: Seed | null;
  /** What the last request named or set, for words that try it out afterwards. */
  fields: Record<string, unknown>;
  readonly clients: Map<string, Client>;
  readonly texts: Map<string, string>;
  readonly facts: Map<string, unknown>;
  readonly recorded: Recorded[];
};

/** One step of a scenario; `match` is what its text says beside the words that name it. */
export type Step = (play: Play, match: readonly string[]) => Promise<void>;

/** Steps by the words of the corpus. */
export type Steps = readonly (readonly [words: string | RegExp, step: Step])[];

/** Adds an answer to what the scenario has seen, with what it left behind. */
export async function observe(play: Play, label: string, act: () => Promise<WireAnswer>): Promise<WireAnswer> {
  const one = await record(play.world, label, act);
  play.recorded.push(one);
  return one.answer;
}

/** An answer of the ordinary client, as one of those that are judged. */
export async function timed(answer: Promise<Omit<WireAnswer, "ms">>): Promise<WireAnswer> {
  const startedMs = performance.now();
  return { ...(await answer), ms: performance.now() - startedMs };
}

/** The link of the scenario. Throws when no step has made one. */
export function heldLink({ held }: Play): HeldLink {
  if (held === null) throw new Error("There is no link yet.");
  return held;
}

/** Who is logged in. Throws when no step has logged anybody in. */
export function actorOf({ actor }: Play): Actor {
  if (actor === null) throw new Error("Nobody has logged in yet.");
  return actor;
}

/** A text that an earlier step has kept. */
export function keptText({ texts }: Play, name: string): string {
  const text = texts.get(name);
  if (text === undefined) throw new Error(`No step has kept "${name}".`);
  return text;
}

/** Demands that a step which only prepares the ground has succeeded. */
export function demand(answer: { readonly status: number; readonly text: string }, status = 200): void {
  if (answer.status !== status)
    throw new Error(`Expected ${status}, but the answer is ${answer.status}: ${answer.text}`);
}
