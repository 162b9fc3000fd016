import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sharedPlace } from "#e2e/support/place.ts";
import { compare } from "./state-machine/compare.ts";
import { type Act, deeds, liveLinks, register, type Stage, spend } from "./state-machine/deeds.ts";

const place = sharedPlace();
const seconds = 15;

/** Numbers that stand for "one of those there are". */
const some = fc.nat({ max: 9_999 });
const step = fc.record({ what: some, whom: some, where: some });
type Step = { readonly what: number; readonly whom: number; readonly where: number };

const weighted = deeds.flatMap((deed) => Array.from({ length: deed.weight }, () => deed));

/** One account that is active and one sign-up that waits, so that a story gets somewhere. */
async function beginning(): Promise<Stage> {
  const run = randomBytes(5).toString("hex");
  const addresses = ["a", "b", "c", "d"].map((name) => `${name}.${run}@example.org`);
  const stage = { place, model: { addresses, accounts: [], links: [] } };
  for (const address of addresses.slice(0, 2)) await register(stage, address);
  const [link] = liveLinks(stage.model);
  if (link) await spend(stage, link);
  return stage;
}

/** One of the deeds that are possible. */
function choose(stage: Stage, { what, whom, where }: Step): { readonly name: string; readonly act: Act } {
  const email = oneOf(stage.model.addresses, where);
  const possible = weighted.filter((deed) => deed.acts(stage, email).length > 0);
  const deed = oneOf(possible, what);
  return { name: deed.name, act: oneOf(deed.acts(stage, email), whom) };
}

function oneOf<Value>(values: readonly Value[], number: number): Value {
  const value = values[number % values.length];
  if (value === undefined) throw new Error("There is none to choose from");
  return value;
}

/** However it went, every undo link that must live does: the last first, as an earlier one makes the later ones void. */
async function spendUndoLinks(stage: Stage): Promise<void> {
  for (const link of stage.model.links.filter(({ change }) => change).reverse()) {
    await spend(stage, link);
    await compare(stage);
  }
}

async function tell(steps: readonly Step[]): Promise<void> {
  const stage = await beginning();
  const told: string[] = [];
  try {
    for (const next of steps) {
      const { name, act } = choose(stage, next);
      told.push(name);
      await act();
      await compare(stage);
    }
    await spendUndoLinks(stage);
  } catch (error) {
    throw new Error(`${String(error)}\nafter: ${told.join(", ")}`, { cause: error });
  }
}

test(
  "whatever happens to accounts in whatever order, links, logins and rows are what the contract says",
  async () => {
    let stories = 0;
    const property = fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
      await tell(steps);
      stories += 1;
    });
    await fc.assert(property, { numRuns: 1000, interruptAfterTimeLimit: seconds * 1000, includeErrorInReport: true });
    expect(stories).toBeGreaterThan(0);
  },
  2 * seconds * 1000,
);
