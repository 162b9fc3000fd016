import { Agent, request } from "node:http";
import { median, shuffled } from "#e2e/http/attack/timing.ts";
import type { Ask, Asker, UniformGroup } from "#e2e/security/uniform/group.ts";
import type { Place } from "#e2e/support/place.ts";

/** How often each class asks: what is counted, after what is not. */
export type Rounds = { readonly warmUp: number; readonly samples: number };

/** Milliseconds by class, and how each was answered. */
export type Samples = ReadonlyMap<string, { readonly times: number[]; readonly statuses: Set<number> }>;

/**
 * Lets the classes ask in a random order in every round, one after the other, each over a connection of its own that is kept
 * open. Whatever the machine does besides falls on all alike; nothing is left out.
 */
export async function sampleTimes(place: Place, group: UniformGroup, { warmUp, samples }: Rounds): Promise<Samples> {
  const classes = await group.prepare(place, warmUp + samples);
  const taken: Samples = new Map(
    Object.keys(classes).map((name) => [name, { times: [], statuses: new Set<number>() }]),
  );
  const agents = new Map(Object.keys(classes).map((name) => [name, new Agent({ keepAlive: true, maxSockets: 1 })]));
  for (let round = -warmUp; round < samples; round += 1) {
    for (const [name, ask] of shuffled(Object.entries(classes))) {
      const { ms, status } = await lastAnswer(place, ask, agents.get(name));
      if (round >= 0) taken.get(name)?.times.push(ms);
      taken.get(name)?.statuses.add(status);
    }
  }
  for (const agent of agents.values()) agent.destroy();
  return taken;
}

/** The middle time of each class, to print. */
export function mediansOf(samples: Samples): string {
  return [...samples].map(([name, { times }]) => `${name} ${median(times).toFixed(2)} ms`).join(", ");
}

type Timed = { readonly ms: number; readonly status: number };

async function lastAnswer(place: Place, ask: Asker, agent: Agent | undefined): Promise<Timed> {
  let last: Timed = { ms: 0, status: 0 };
  for (const one of ask()) last = await timed(place, one, agent);
  return last;
}

/** From the first byte sent to the last one received. */
function timed(place: Place, { path, fields, session }: Ask, agent: Agent | undefined): Promise<Timed> {
  const body = JSON.stringify(fields);
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    ...(session === undefined ? {} : { cookie: `session=${session}` }),
  };
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const sent = request(new URL(path, place.url), { method: "POST", headers, ...(agent ? { agent } : {}) });
    sent.once("error", reject);
    sent.once("response", (answer) => {
      answer.resume();
      answer.once("end", () => resolve({ ms: performance.now() - begin, status: answer.statusCode ?? 0 }));
    });
    sent.end(body);
  });
}
