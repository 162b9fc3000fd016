import { transact, type Unit } from "#lib/db/unit.ts";
import { announceFailedLogin } from "#lib/events/record.ts";
import { settlement } from "#lib/limits/reserve.ts";
import type { ProviderPerson } from "#lib/providers/person.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { isKnownDevice } from "./device-cookie.ts";
import type { Granting } from "./grant-login.ts";
import { findIdentityOwner } from "./identity-store.ts";
import { judgeNewcomer, type NewcomerCode } from "./judge-newcomer.ts";
import { noticeNewSignIn } from "./notice-new-sign-in.ts";
import type { Requester } from "./requester.ts";
import { findUser, type UserRow } from "./user-store.ts";

/** Why somebody whom a provider vouches for is not let in. */
export type LogInByIdentityCode = NewcomerCode | "provider_refused";

/** The limits by address that were counted before; a success takes them back. */
export const socialAddressLimits = ["LOGIN_IP", "LOGIN_IP_DAY"] as const;

type MakeGrant<Grant> = (unit: Unit, user: UserRow, granting: Granting) => Promise<Grant | null>;

/**
 * Logs in whom a provider vouches for, by (provider, subject) alone and never by an address (docs/security.md rows 80, 82). Null:
 * nobody here has that identity, and an account may be started. The session is as fresh as the provider's own proof.
 */
export async function logInByIdentity<Grant>(
  person: ProviderPerson,
  by: Requester,
  makeGrant: MakeGrant<Grant>,
): Promise<Result<Grant | null, LogInByIdentityCode>> {
  const { provider } = person;
  const userId = await findIdentityOwner(person);
  const user = userId === null ? null : (await findUser({ id: userId })).user;
  if (!user) return asNewcomer(person);
  if (user.isDisabled || user.status !== "active") {
    await announceFailedLogin(user.userId, { from: by.from, detail: { provider } });
    return refuse("provider_refused");
  }
  const alongside = settlement({
    giveBack: socialAddressLimits.map((limit) => ({ limit, of: by.address })),
    clear: [],
  });
  const grant = await transact(async (unit) => {
    const made = await makeGrant(unit, user, { by, alongside, provenAt: person.authenticatedAt ?? 0 });
    if (made) await noticeNewSignIn(unit, user, { by, isKnown: isKnownDevice(by.deviceCookie, user.userId) });
    return made;
  });
  // The account was deleted meanwhile.
  return grant === null ? asNewcomer(person) : ok(grant);
}

async function asNewcomer(person: ProviderPerson): Promise<Result<null, NewcomerCode>> {
  const judged = await judgeNewcomer(person);
  return judged.ok ? ok(null) : judged;
}
