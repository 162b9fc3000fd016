// The load, in a process of its own: gets one plan as a message, answers one message with what it measured, and ends.
import { type Connection, openConnection } from "./connection.ts";
import { type Figures, numberMark, type Plan, type Source } from "./plan.ts";

type Taken = { readonly ms: number[]; readonly statuses: Record<string, number> };

process.once("message", (message) => {
  void run(JSON.parse(String(message))).then((figures) => process.send?.(JSON.stringify(figures)));
});

async function run(plan: Plan): Promise<Figures> {
  const connections = await Promise.all(Array.from({ length: plan.connections }, () => openConnection(plan.port)));
  const next = requestsOf(plan.sources);
  if (plan.warmSeconds > 0) await drive(connections, next, plan.warmSeconds);
  const { taken, seconds } = await drive(connections, next, plan.seconds);
  for (const connection of connections) connection.close();
  return Object.fromEntries(Object.entries(taken).map(([name, one]) => [name, summary(one, seconds)]));
}

/** Every connection asks, waits, asks again, until the time is over or the requests have run out. */
async function drive(connections: readonly Connection[], next: Next, seconds: number) {
  const taken: Record<string, Taken> = {};
  const start = performance.now();
  const end = start + seconds * 1_000;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < end) {
        const request = next();
        if (request === null) return;
        const from = performance.now();
        const { status } = await connection.ask(request.text);
        taken[request.name] ??= { ms: [], statuses: {} };
        note(taken[request.name], status, performance.now() - from);
      }
    }),
  );
  return { taken, seconds: (performance.now() - start) / 1_000 };
}

function note(taken: Taken | undefined, status: number, ms: number): void {
  if (!taken) return;
  taken.statuses[status] = (taken.statuses[status] ?? 0) + 1;
  if (status < 400) taken.ms.push(ms);
}

type Next = () => { readonly name: string; readonly text: string } | null;

/** The requests of all sources, mixed by their weights in an order that is the same in every run. */
function requestsOf(sources: readonly Source[]): Next {
  const turns = sources.flatMap((source) => Array.from({ length: source.weight }, () => source));
  const counters = new Map(sources.map((source) => [source.name, 0]));
  let turn = 0;
  return () => {
    // A stride that shares no factor with the length visits every turn, the kinds well mixed.
    turn = (turn + 37) % turns.length;
    const source = turns[turn];
    if (!source) return null;
    const count = counters.get(source.name) ?? 0;
    counters.set(source.name, count + 1);
    const index = source.isOnce ? count : count % source.requests.length;
    const request = source.requests[index];
    return request === undefined ? null : { name: source.name, text: numbered(request, count) };
  };
}

// As long as the mark, so that the length of the body stays true.
function numbered(request: string, count: number): string {
  return request.replaceAll(numberMark, String(count).padStart(numberMark.length, "0"));
}

function summary({ ms, statuses }: Taken, seconds: number) {
  const sorted = Float64Array.from(ms).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: sorted.length / seconds, p50: at(0.5), p99: at(0.99), count: sorted.length, statuses };
}
