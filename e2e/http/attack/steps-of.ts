import { z } from "zod";
import type { AttackCase } from "./corpus.ts";

const shape = z.looseObject({
  rule: z.enum(["scenario", "parallel", "collect_links"]),
  steps: z.array(z.string()).default([]),
  what: z.string().optional(),
  n: z.int().default(1),
});

/** The steps of a scenario in the words of the corpus; none where a case is no scenario. */
export function stepsOf({ gen }: AttackCase): readonly string[] {
  const { success, data } = shape.safeParse(gen);
  if (!success) return [];
  if (data.rule === "scenario") return data.steps;
  return [data.rule === "parallel" ? `${data.what} n times at once` : "collect links of n users"];
}

/** How many requests a scenario makes at once: such a case is played over and over, as a race is lost only now and then. */
export function concurrencyOf({ gen }: AttackCase): number {
  return shape.parse(gen).n;
}
