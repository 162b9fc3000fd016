import { look } from "#e2e/support/look.ts";
import { newPerson } from "#e2e/support/people.ts";
import { carry } from "./carry.ts";
import type { AttackCase } from "./corpus.ts";
import { baseDraft, wireOf } from "./draft.ts";
import { type Performance, recordedSince } from "./performance.ts";
import { snapshotOf } from "./snapshot.ts";
import type { Stages } from "./stages.ts";
import { exchange, type WireAnswer } from "./wire.ts";
import type { World } from "./world.ts";

const atOnce = 8;

/**
 * A case that repeats a failing login: so often, with the input made anew each time, and then once more. Every name is
 * another one, so that only the client's address can be what the limit counts by.
 */
export async function wornOut(attack: AttackCase, stages: Stages): Promise<Performance> {
  const world = await stages.limited();
  await forgetCounters(world);
  const before = await snapshotOf(world.app);
  const count = attack.carrier.repeat ?? 1;
  for (let sent = 0; sent < count; sent += atOnce) {
    const some = Math.min(atOnce, count - sent);
    await Promise.all(Array.from({ length: some }, () => failingLogin(world, attack)));
  }
  const again = () => failingLogin(world, attack);
  const last = await recordedSince(world, before, { label: "POST", answer: await again() });
  const about = { world, endpoint: "login", input: attack.input, fields: {}, sent: {}, subject: null };
  return { ...about, recorded: [last], facts: new Map(), again };
}

async function failingLogin(world: World, attack: AttackCase): Promise<WireAnswer> {
  const draft = await baseDraft(world, "login");
  const { username: login, password } = newPerson();
  draft.fields = { login, password };
  await carry(world, draft, { carrier: attack.carrier, input: attack.input });
  return exchange(world.app.url, wireOf(world, draft));
}

/** As if every window were over. */
export async function forgetCounters({ app }: Pick<World, "app">): Promise<void> {
  await look(app, "UPDATE limit_buckets SET resets_at = now()");
}
