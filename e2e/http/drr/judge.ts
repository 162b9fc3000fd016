import type { App } from "#e2e/support/app.ts";
import { needsCode } from "./case-settings.ts";
import type { DrrCase, Expectation } from "./case-shape.ts";
import { isBody } from "./compare-body.ts";
import type { Difference } from "./differences.ts";
import { missingEffects } from "./effects.ts";
import { type Asking, perform } from "./perform.ts";
import type { Scene } from "./scene.ts";
import { makeWorld } from "./world.ts";

/** Runs a case as it stands, and returns what did not come out as the model does it. */
export async function faultsAsModel(app: App, drrCase: DrrCase): Promise<string[]> {
  const scene = await play(app, drrCase);
  return faultsOf(scene, drrCase.expect);
}

/**
 * Runs a case that differs on purpose, in each way its entry names, and returns what did not come out as that says. An
 * entry that has become needless, because the case comes out as the model does it, is a fault too.
 */
export async function faultsAsOurs(app: App, drrCase: DrrCase, difference: Difference): Promise<string[]> {
  const faults: string[] = [];
  for (const { expect, ...asking } of difference.ours) {
    const scene = await play(app, drrCase, asking);
    const found = await faultsOf(scene, expect);
    faults.push(...found);
    const isSameQuestion = asking.request === undefined && asking.isRegistrant === undefined && !needsCode(drrCase);
    if (isSameQuestion && found.length === 0 && (await faultsOf(scene, drrCase.expect)).length === 0) {
      faults.push("comes out as the model does it: remove it from the list of differences");
    }
  }
  return faults;
}

async function play(app: App, drrCase: DrrCase, asking: Asking = {}): Promise<Scene> {
  const world = await makeWorld(app, drrCase);
  return { ...world, ...(await perform(world, drrCase, asking)) };
}

async function faultsOf(scene: Scene, expected: Expectation): Promise<string[]> {
  const { status, text, body } = scene.answer;
  const faults: string[] = [];
  if (status !== expected.status) faults.push(`status ${expected.status}: found ${status} ${text}`);
  else if (expected.body !== undefined && !(await isBody(scene, body, expected.body))) {
    faults.push(`body ${JSON.stringify(expected.body)}: found ${text}`);
  }
  const missing = (expected.body_has_keys ?? []).filter((key) => body?.[key] === undefined);
  faults.push(...missing.map((key) => `key ${key}: found ${text}`));
  return [...faults, ...(await missingEffects(scene, expected.side_effects))];
}
