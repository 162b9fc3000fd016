import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UniformGroup } from "#e2e/security/uniform/group.ts";
import { linkGroups } from "#e2e/security/uniform/link-groups.ts";
import { nameGroups } from "#e2e/security/uniform/name-groups.ts";
import { type App, startApp } from "#e2e/support/app.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { currentDatabase, stageOf } from "#e2e/support/place.ts";
import { buildLeakingCopy } from "./leaking-copy.ts";
import { mediansOf, type Rounds, sampleTimes } from "./samples.ts";
import { tellApart, type Verdict } from "./tell-apart.ts";

const rounds: Rounds = { warmUp: 20, samples: 200 };

/** Samples the classes once, prints what was seen, and returns the pairs that can be told apart. */
async function pairsApart(app: App, group: UniformGroup): Promise<Verdict[]> {
  const samples = await sampleTimes(app, group, rounds);
  const verdicts = tellApart(samples);
  const lines = verdicts.map(({ pair, auc, p, isApart }) => {
    return `  ${isApart ? "APART" : "alike"}  AUC ${auc.toFixed(3)}  p ${p.toFixed(4)}  ${pair}`;
  });
  console.log([`${group.what} (${currentDatabase()}): ${mediansOf(samples)}`, ...lines].join("\n"));
  for (const [name, { statuses }] of samples)
    expect([name, [...statuses].filter((one) => one >= 429)]).toEqual([name, []]);
  return verdicts.filter(({ isApart }) => isApart);
}

const login = nameGroups.find(({ what }) => what === "login");

// What is proven is the method, and that has nothing to do with the database.
describe.skipIf(currentDatabase() === "postgres")("a copy that does not hash for accounts without a password", () => {
  let leaking: App;
  let remove = async () => {};
  beforeAll(async () => {
    const copy = await buildLeakingCopy();
    remove = copy.remove;
    const { serverUrl, template } = stageOf(currentDatabase());
    leaking = await startApp({ database: currentDatabase(), serverUrl, template, entry: copy.entry });
  }, 600_000);
  afterAll(async () => {
    await leaking?.dispose();
    await remove();
  });

  test("is caught", async () => {
    if (!login) throw new Error("There is no group for login.");
    const pairs = (await pairsApart(leaking, login)).map(({ pair }) => pair);
    expect(pairs).toContain("unknown / wrong");
    expect(pairs).toContain("wrong / without a password");
  });
});

describe("the time of an answer tells nothing about", () => {
  let app: App;
  beforeAll(async () => {
    app = await startOwnApp();
  });
  afterAll(() => app?.dispose());

  test.each([...nameGroups, ...linkGroups].map((group) => [group.what, group] as const))("%s", async (_what, group) => {
    const first = await pairsApart(app, group);
    if (first.length === 0) return;
    // One pair in some hundred is told apart by chance: only what is seen twice is there.
    const again = (await pairsApart(app, group)).map(({ pair }) => pair);
    expect(first.map(({ pair }) => pair).filter((pair) => again.includes(pair))).toEqual([]);
  });
});
