import type { Mail } from "#e2e/support/mailbox.ts";
import { type Draft, isBehindLogin, isLinkEndpoint, wireOf } from "./draft.ts";
import type { Seed } from "./seeds.ts";
import { changedTables, mailsSince, type Snapshot, snapshotOf } from "./snapshot.ts";
import { exchange, type WireAnswer } from "./wire.ts";
import type { World } from "./world.ts";

/** One answer, and what it left behind. */
export type Recorded = {
  /** What kind of request it was, where a clause is about one kind. */
  readonly label: string;
  readonly answer: WireAnswer;
  /** The tables that differ from before. */
  readonly changed: readonly string[];
  /** The mails captured since. */
  readonly mails: readonly Mail[];
};

/** Everything that happened in one trial of a case. */
export type Performance = {
  readonly world: World;
  /** The corpus's name of the endpoint. */
  readonly endpoint: string;
  /** What was sent where the case says: the raw input. */
  readonly input: unknown;
  /** The members of the body as they would be without the input's own text. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The members of the body as it was sent. */
  readonly sent: Readonly<Record<string, unknown>>;
  /** Whose link or session it was, where it was somebody's. */
  readonly subject: Seed | null;
  readonly recorded: readonly Recorded[];
  /** What a scenario found out, by the words of the corpus. */
  readonly facts: ReadonlyMap<string, unknown>;
  /** Sends the very same request once more. */
  readonly again: () => Promise<WireAnswer>;
};

/** Does something and records what it answered and left behind. */
export async function record(world: World, label: string, act: () => Promise<WireAnswer>): Promise<Recorded> {
  const before = await snapshotOf(world.app);
  const answer = await act();
  return recordedSince(world, before, { label, answer });
}

/** What an answer left behind since a snapshot. */
export async function recordedSince(
  world: World,
  before: Snapshot,
  { label, answer }: Pick<Recorded, "label" | "answer">,
): Promise<Recorded> {
  const after = await snapshotOf(world.app);
  const mails = await mailsSince(world.app, before);
  for (const cookie of answer.setCookies) {
    const token = /^session=([^;]+)/.exec(cookie)?.[1];
    if (token !== undefined) world.tokens.add(token);
  }
  return { label, answer, changed: changedTables(before, after), mails };
}

/** Sends one request and records it. Links and sessions that it may have used up are not used again. */
export async function performOnce(world: World, draft: Draft, input: unknown): Promise<Performance> {
  const { endpoint, fields } = draft;
  const subject = await subjectOf(world, endpoint);
  const request = wireOf(world, draft);
  const again = () => exchange(world.app.url, request);
  const one = await record(world, draft.method, again);
  if (one.changed.length > 0 && endpoint !== "register" && endpoint !== "login") world.spend();
  const about = { world, endpoint, input, subject, fields: fields ?? {}, sent: sentBy(draft) };
  return { ...about, recorded: [one], facts: new Map(), again };
}

async function subjectOf(world: World, endpoint: string): Promise<Seed | null> {
  if (isLinkEndpoint(endpoint)) return world.link(endpoint);
  return isBehindLogin(endpoint) ? world.actor() : null;
}

function sentBy({ raw, fields }: Draft): Readonly<Record<string, unknown>> {
  if (raw === null) return fields ?? {};
  try {
    return Object.fromEntries(Object.entries(JSON.parse(Buffer.from(raw.body).toString("utf8")) ?? {}));
  } catch {
    return {};
  }
}
