import { fewAccounts } from "./measures.ts";
import { measure, type Source } from "./plan.ts";
import { type Sources, sourcesFor } from "./sources.ts";
import { openStage, type Stage } from "./stage.ts";
import { figure, type Line } from "./table.ts";

type Size = { readonly accounts: number; readonly stage: Stage; readonly sources: Sources };

const manyAccounts = 1_000 * fewAccounts;
const rounds = 3;

const kinds: Readonly<Record<string, (size: Size) => Source | Promise<Source>>> = {
  "profile/": ({ sources }) => sources.profileByCookie,
  login: ({ sources, accounts }) => sources.login(accounts),
  registration: ({ sources }) => sources.register(),
  "verify-registration/": ({ sources }) => sources.verify(4_000),
};

/**
 * The medians with a million accounts against those with a thousand, at little load: both just started, and measured in turns, as
 * the machine's own speed changes from minute to minute.
 */
export async function growth(): Promise<readonly Line[]> {
  const few = await sizeOf(fewAccounts);
  try {
    const from = performance.now();
    const many = await sizeOf(manyAccounts);
    console.log(`A million accounts after ${figure((performance.now() - from) / 1_000, "s")}`);
    try {
      return await compared(few, many);
    } finally {
      await many.stage.close();
    }
  } finally {
    await few.stage.close();
  }
}

async function sizeOf(accounts: number): Promise<Size> {
  const stage = await openStage(accounts);
  return { accounts, stage, sources: await sourcesFor(stage) };
}

async function compared(few: Size, many: Size): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const [what, sourceOf] of Object.entries(kinds)) {
    const median = async (size: Size, seconds: number) => {
      const source = await sourceOf(size);
      return (await measure({ port: size.stage.port, connections: 1, warmSeconds: 1, seconds, source })).p50;
    };
    // Warm first: a process that has just started is slower at whatever it is asked.
    for (const size of [few, many]) await median(size, 4);
    const sums = { few: 0, many: 0 };
    for (let round = 0; round < rounds; round += 1) {
      sums.few += await median(few, 3);
      sums.many += await median(many, 3);
    }
    lines.push({
      what: `${what} p50, 1 000 000 accounts`,
      measured: figure(sums.many / rounds, "ms"),
      ceiling: `1 000 accounts ${figure(sums.few / rounds, "ms")}`,
      ratio: sums.many / sums.few,
      atMost: 1.2,
    });
  }
  return lines;
}
