import { violates } from "#lib/db/errors.ts";
import { newId } from "#lib/db/new-id.ts";
import { transact, type Unit } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { recordEvent } from "#lib/events/record.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import type { ProviderPerson } from "#lib/providers/person.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { SocialRegisterInput } from "#lib/schemas/social.ts";
import type { Granting } from "./grant-login.ts";
import { discardUnproven, insertFirstIdentity } from "./identity-store.ts";
import { isUnprovenDiscarded, judgeNewcomer, type NewcomerCode } from "./judge-newcomer.ts";
import { insertUser, type NewUser } from "./registration-store.ts";
import type { Requester } from "./requester.ts";
import { shapeNewUser } from "./shape-new-user.ts";

/** Why an account is not started by a provider's word. */
export type RegisterNewcomerCode = NewcomerCode | "username_taken" | "social_expired";

/** Somebody whom a provider vouched for, and what they answered. */
export type Newcomer = { readonly person: ProviderPerson; readonly input: SocialRegisterInput };

type Made = NewUser & { readonly userId: string; readonly securityVersion: bigint };
type MakeGrant<Grant> = (unit: Unit, user: Made, granting: Granting) => Promise<Grant | null>;

/**
 * Starts an account for somebody whom a provider vouched for, and hands out what `makeGrant` makes. It has no password; its
 * address is the one the provider has verified, and sign-ups of it that nobody has proven are discarded (docs/security.md row 82).
 * Refuses `username_taken`, and `social_expired` where the identity has an account by now: sent twice, it makes one account.
 */
export async function registerNewcomer<Grant>(
  { person, input }: Newcomer,
  by: Requester,
  makeGrant: MakeGrant<Grant>,
): Promise<Result<Grant, RegisterNewcomerCode>> {
  const judged = await judgeNewcomer(person);
  if (!judged.ok) return judged;
  const user = await shapeNewUser(newUser(person, input, by));
  try {
    return await transact(async (unit) => {
      if (person.email !== null) await discardUnproven(unit.tx, person.email, isUnprovenDiscarded());
      await insertUser(unit, { user, from: by.from });
      await insertFirstIdentity(unit.tx, user.id, person);
      const { provider } = person;
      await recordEvent(unit, { name: "identity_linked", userId: user.id, from: by.from, detail: { provider } });
      const made = { ...user, userId: user.id, securityVersion: 1n };
      const grant = await makeGrant(unit, made, { by, provenAt: person.authenticatedAt ?? 0 });
      if (grant === null) throw new Error("nobody deletes an account before it is committed");
      return ok(grant);
    });
  } catch (error) {
    if (violates(error, "username")) return refuse("username_taken", { field: "username" });
    if (violates(error, "activeEmail")) return refuse("social_email_taken");
    if (violates(error, "identity")) return refuse("social_expired");
    throw error;
  }
}

function newUser(person: ProviderPerson, input: SocialRegisterInput, by: Requester): NewUser {
  return {
    id: newId(),
    isActive: true,
    username: input.username ?? null,
    usernameKey: input.username === undefined ? null : usernameKey(input.username),
    email: person.email,
    firstName: input.first_name ?? person.firstName,
    lastName: input.last_name ?? person.lastName,
    customFields: input.customFields,
    passwordHash: null,
    registrantHash: null,
    replaces: null,
    linkLifeSeconds: 0,
    termsUrl: input.tos === true ? (env().TERMS_OF_SERVICE_URL ?? null) : null,
    locale: by.locale,
  };
}
