import { expect, it } from "vitest";
import { periodParts } from "./period-parts.ts";

it.each([
  [604_800, "days", 7],
  [86_400, "hours", 24],
  [172_800, "hours", 48],
  [172_801, "days", 2],
  [5_400, "hours", 1],
  [1_800, "minutes", 30],
  [60, "minutes", 1],
] as const)("a link of %i seconds lives for so many %s: %i", (seconds, unit, count) => {
  expect(periodParts(seconds)).toEqual({ unit, count });
});
