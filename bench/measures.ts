import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { look } from "#e2e/support/look.ts";
import { plainRate } from "./plain.ts";
import { type Figure, measure, runLoad, type Source } from "./plan.ts";
import type { Sources } from "./sources.ts";
import type { Stage } from "./stage.ts";
import { figure, type Line } from "./table.ts";

/** How many accounts a stage starts with unless a measure says otherwise. */
export const fewAccounts = 1_000;

const run = promisify(execFile);
const warmSeconds = 2;
const seconds = 5;

/** Hashes a second of the bare library on this machine. */
export async function hashCeiling(): Promise<number> {
  const file = path.join(import.meta.dirname, "ceiling.ts");
  const { stdout } = await run(process.execPath, ["--conditions=react-server", file]);
  return Number(stdout);
}

/** Registration and login against the bare hash. */
export async function hashing(stage: Stage, sources: Sources): Promise<readonly Line[]> {
  const load = (source: Source, seconds: number) =>
    measure({ port: stage.port, connections: 16, warmSeconds: 0, seconds, source });
  await load(sources.login(fewAccounts), 15);
  const login = await besideHashes("login", () => load(sources.login(fewAccounts), 6));
  await load(sources.register(), 20);
  // The server does so itself within a minute of the first jobs. Until then it takes the queue for empty and reads all of it for each batch.
  await look(stage.app, "ANALYZE users, pgboss.job_common");
  return [
    login,
    await besideHashes("registration", () => load(sources.register(), 6)),
    await withoutMails(stage, () =>
      besideHashes("registration, its mail later", () => load(sources.register(), 6), false),
    ),
  ];
}

/** Runs `work` while no mail of it is due for an hour; then they all are. */
async function withoutMails<Value>({ app }: Stage, work: () => Promise<Value>): Promise<Value> {
  await look(
    app,
    `CREATE FUNCTION later() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN NEW.start_after := now() + interval '1 hour'; RETURN NEW; END $$`,
  );
  await look(app, "CREATE TRIGGER later BEFORE INSERT ON pgboss.job FOR EACH ROW EXECUTE FUNCTION later()");
  const value = await work();
  await look(app, "DROP TRIGGER later ON pgboss.job");
  await look(app, "DROP FUNCTION later");
  await look(app, "UPDATE pgboss.job SET start_after = now() WHERE start_after > now() AND state = 'created'");
  return value;
}

/**
 * A rate against the ceiling as it is just before and just after, as the machine's own speed changes from minute to minute: of five
 * rounds the one whose ratio is in the middle.
 */
async function besideHashes(what: string, work: () => Promise<Figure>, isBound = true): Promise<Line> {
  const rounds: { readonly perSecond: number; readonly bare: number; readonly ratio: number }[] = [];
  for (let before = await hashCeiling(); rounds.length < 5; ) {
    const { perSecond } = await work();
    const after = await hashCeiling();
    const bare = (before + after) / 2;
    rounds.push({ perSecond, bare, ratio: perSecond / bare });
    before = after;
  }
  const [least, , middle, , most] = rounds.toSorted((a, b) => a.ratio - b.ratio);
  if (!least || !middle || !most) throw new Error("fewer than five rounds");
  return {
    what,
    measured: figure(middle.perSecond, "/s"),
    ceiling: `bare argon2id ${figure(middle.bare, "/s")}`,
    ratio: middle.ratio,
    spread: `${least.ratio.toFixed(2)} to ${most.ratio.toFixed(2)}`,
    ...(isBound ? { atLeast: 0.8 } : {}),
  };
}

/** What reads and what spends a link, against a handler of the same server that does nothing. */
export async function handlers({ port, databaseUrl }: Stage, sources: Sources): Promise<readonly Line[]> {
  const how = { port, connections: 16, warmSeconds, seconds };
  const before = await measure({ ...how, source: sources.bare });
  const cookie = await measure({ ...how, source: sources.profileByCookie });
  const plain = await plainRate(databaseUrl, sources.profileByCookie);
  const bearer = await measure({ ...how, source: sources.profileByBearer });
  const verify = await measure({ ...how, warmSeconds: 1, source: await sources.verify(8_000) });
  const bare = (before.perSecond + (await measure({ ...how, source: sources.bare })).perSecond) / 2;
  const line = (what: string, rate: number, atLeast: number): Line => ({
    what,
    measured: figure(rate, "/s"),
    ceiling: `bare handler ${figure(bare, "/s")}`,
    ratio: rate / bare,
    atLeast,
  });
  return [
    line("profile/ by cookie", cookie.perSecond, 0.6),
    line("profile/ by Bearer", bearer.perSecond, 0.6),
    {
      what: "profile/ by cookie",
      measured: figure(cookie.perSecond, "/s"),
      ceiling: `plain node:http, one statement ${figure(plain, "/s")}`,
      ratio: cookie.perSecond / plain,
    },
    line("verify-registration/", verify.perSecond, 0.35),
  ];
}

/** Everything at once, while the places for hashes are all taken; then what the memory did. */
export async function mixed(stage: Stage, sources: Sources): Promise<readonly Line[]> {
  const alone = await measure({
    port: stage.port,
    connections: 4,
    warmSeconds,
    seconds,
    source: sources.profileByCookie,
  });
  const round = async (duration: number) => {
    const verify = { ...(await sources.verify(3_000)), weight: 5 };
    const kinds = [
      { ...sources.profileByCookie, weight: 60 },
      { ...sources.login(fewAccounts), weight: 20 },
      { ...sources.register(), weight: 10 },
      { ...sources.reset(fewAccounts), weight: 5 },
    ];
    return runLoad({
      port: stage.port,
      connections: 50,
      warmSeconds: 2,
      seconds: duration,
      sources: [...kinds, verify],
    });
  };
  const figures = await round(20);
  const warm = await residentMib(stage);
  await round(20);
  const later = await residentMib(stage);
  const profile = figures["profile, cookie"];
  return [
    {
      what: "profile/ p99, 50 connections, gate full",
      measured: figure(profile?.p99 ?? 0, "ms"),
      ceiling: `p99 alone ${figure(alone.p99, "ms")}`,
    },
    { what: "mixed load, all answers", measured: figure(sum(figures), "/s"), ceiling: "" },
    {
      what: "resident memory of a process after load",
      measured: figure(Math.max(...later), "MiB"),
      ceiling: "350 MiB",
      ratio: Math.max(...later) / 350,
      atMost: 1,
    },
    {
      what: "memory after another round of load",
      measured: figure(total(later) - total(warm), "MiB"),
      ceiling: `${figure(total(warm), "MiB")} in all`,
      ratio: total(later) / total(warm),
      atMost: 1.1,
    },
  ];
}

function sum(figures: Awaited<ReturnType<typeof runLoad>>): number {
  return Object.values(figures).reduce((all, { perSecond }) => all + perSecond, 0);
}

function total(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** The resident memory of each answering process in MiB. Linux only, as everything that reads /proc. */
async function residentMib(stage: Stage): Promise<readonly number[]> {
  const { stdout } = await run("ps", ["-eo", "pid=,ppid=,rss="]);
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const primary = await primaryOf(
    stage,
    rows.map(([pid = 0]) => pid),
  );
  return rows.filter(([, parent]) => parent === primary).map(([, , kib = 0]) => kib / 1_024);
}

async function primaryOf({ port }: Stage, pids: readonly number[]): Promise<number> {
  for (const pid of pids) {
    const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    const isOurs = environment.includes(`PORT=${port}\0`) && line.includes("server.ts");
    if (isOurs && !environment.includes("NODE_UNIQUE_ID=")) return pid;
  }
  throw new Error("The server's first process was not found.");
}

/** The time from the start of the processes to the first answer. */
export function starting({ startMs }: Stage): readonly Line[] {
  const ratio = startMs / 3_000;
  return [{ what: "start on PostgreSQL", measured: figure(startMs, "ms"), ceiling: "3000 ms", ratio, atMost: 1 }];
}

/** How many mails wait, for a bench that must not measure the last one's leftovers. */
export async function waitingMails({ app }: Stage): Promise<number> {
  const [row] = await look(
    app,
    "SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'mail' AND state < 'completed'",
  );
  return Number(row?.["n"] ?? 0);
}
