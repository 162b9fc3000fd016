import type { AttackCase } from "./corpus.ts";
import { laneOf } from "./lanes.ts";
import type { Performance } from "./performance.ts";
import type { Play, Step } from "./play.ts";
import { limitSteps } from "./scenarios/limits.ts";
import { genericLinkSteps, linkSteps } from "./scenarios/links.ts";
import { matrixSteps } from "./scenarios/matrix.ts";
import { oracleSteps } from "./scenarios/oracles.ts";
import { raceSteps } from "./scenarios/races.ts";
import { registrationSteps } from "./scenarios/registration.ts";
import { sessionSteps } from "./scenarios/sessions.ts";
import { socialSteps } from "./scenarios/social.ts";
import { startSteps } from "./scenarios/start.ts";
import { undoSteps } from "./scenarios/undo.ts";
import { wholeRunSteps } from "./scenarios/whole-run.ts";
import type { Stages } from "./stages.ts";
import { concurrencyOf, stepsOf } from "./steps-of.ts";
import type { WireAnswer } from "./wire.ts";
import type { LinkEndpoint } from "./world.ts";
import { forgetCounters } from "./worn-out.ts";

const nothing: WireAnswer = { status: 0, headers: new Headers(), setCookies: [], text: "", body: undefined, ms: 0 };

const steps = [
  ...[...genericLinkSteps, ...linkSteps, ...sessionSteps, ...registrationSteps, ...raceSteps],
  ...[...limitSteps, ...oracleSteps, ...undoSteps, ...matrixSteps, ...startSteps, ...socialSteps, ...wholeRunSteps],
];

/** Whether a scenario is about any link, so that it is played for each kind of them. */
export function isAboutAnyLink(attack: AttackCase): boolean {
  return stepsOf(attack).every((text) => genericLinkSteps.some(([words]) => matchOf(words, text) !== null));
}

/** Plays a scenario step by step. Throws on a step it does not know. */
export async function performScenario(
  attack: AttackCase,
  stages: Stages,
  endpoint: LinkEndpoint = "verify_registration",
): Promise<Performance> {
  const texts = stepsOf(attack);
  const found = texts.map((text) => stepFor(text));
  const world = await (laneOf(attack) === "rich" ? stages.rich() : stages.main());
  if (laneOf(attack) === "rich") await forgetCounters(world);
  const play: Play = {
    ...{
      stages,
      attack,
      n: concurrencyOf(attack),
      world,
      endpoint,
      held: null,
      actor: null,
      subject: null,
      fields: {},
    },
    ...{ clients: new Map(), texts: new Map(), facts: new Map(), recorded: [] },
  };
  for (const { step, match } of found) await step(play, match);
  const { recorded, facts, subject, fields } = play;
  // A scenario that only looks has no answer; what it has found out is in its facts.
  if (recorded.length === 0) recorded.push({ label: "", answer: nothing, changed: [], mails: [] });
  const about = { world: play.world, endpoint: play.endpoint, input: texts, fields, sent: fields, subject };
  return { ...about, recorded, facts, again: () => Promise.reject(new Error("A scenario is not played again.")) };
}

function stepFor(text: string): { step: Step; match: readonly string[] } {
  for (const [words, step] of steps) {
    const match = matchOf(words, text);
    if (match !== null) return { step, match };
  }
  throw new Error(`The corpus has a step that is not known here: "${text}".`);
}

function matchOf(words: string | RegExp, text: string): readonly string[] | null {
  if (typeof words === "string") return words === text ? [] : null;
  return words.exec(text)?.slice(1) ?? null;
}
