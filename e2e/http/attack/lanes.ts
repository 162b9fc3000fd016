import type { AttackCase } from "./corpus.ts";
import { stepsOf } from "./steps-of.ts";

/**
 * Cases of one lane run one after another, as each looks at what it alone has changed in its application (stages.ts);
 * `beside` are those with an application of their own or that mostly wait, `afterwards` those that look back at all others.
 */
export const lanes = ["main", "limited", "rich", "beside", "afterwards"] as const;
/** One of them. */
export type Lane = (typeof lanes)[number];

const byStep: readonly (readonly [words: RegExp, lane: Lane])[] = [
  [/whole test run/, "afterwards"],
  [/mail server is down|^start with/, "beside"],
  [/^9 failing logins|^10 reset_requests/, "limited"],
  [
    /^rotate|OAuth provider|(?:by|through|start) OAuth|from 100 IPs|^n failing logins|plus-tag|auto-login|^callback with|provider sign-in/,
    "rich",
  ],
];

/** The lane of a case. */
export function laneOf(attack: AttackCase): Lane {
  if (attack.carrier.repeat !== undefined) return "limited";
  if (/within_s/.test(attack.expected)) return "beside";
  const steps = stepsOf(attack);
  return byStep.find(([words]) => steps.some((step) => words.test(step)))?.[1] ?? "main";
}
