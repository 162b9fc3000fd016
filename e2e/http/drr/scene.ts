import type { Outcome } from "./perform.ts";
import type { World } from "./world.ts";

/** A case after its request. */
export type Scene = World & Outcome;

/** One form of side effect: what there is in place of the last group of `words`, as text. */
export type Effect = {
  readonly words: RegExp;
  readonly found: (scene: Scene, groups: readonly string[]) => Promise<string | null>;
};
