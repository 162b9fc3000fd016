import type { Answer } from "#e2e/support/api.ts";
import { newPerson } from "#e2e/support/people.ts";
import { baseDraft, wireOf } from "./draft.ts";
import { exchange } from "./wire.ts";
import type { World } from "./world.ts";

/** An answer to compare with, and what was sent for it. */
export type Baseline = { readonly answer: Answer; readonly fields: Readonly<Record<string, unknown>> };

/**
 * The ordinary answer of an endpoint: to a `new` sign-up, to somebody `unknown`, to somebody `known`. Asked anew each
 * time, as both sides of a comparison must be equally fresh.
 */
export async function baselineOf(world: World, endpoint: string, variant: string): Promise<Baseline> {
  const draft = await baseDraft(world, endpoint);
  const named = nameOf(world, variant);
  if (named !== null) {
    const field = ["login", "email"].find((name) => name in (draft.fields ?? {})) ?? "login";
    draft.fields = { ...draft.fields, [field]: named };
  }
  return { answer: await exchange(world.app.url, wireOf(world, draft)), fields: draft.fields ?? {} };
}

function nameOf({ seeds }: World, variant: string): string | null {
  if (variant === "new") return null;
  if (variant === "unknown") return newPerson().email;
  if (variant === "known") return seeds.user_a.person.email;
  throw new Error(`No baseline is called "${variant}".`);
}
