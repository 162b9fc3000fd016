import { transact, transactOne, type Unit } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { announceFailedLogin, isAwaited } from "#lib/events/record.ts";
import { canonicalEmail } from "#lib/identity/email-address.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { type Bucket, giveBack, reserve, settlement } from "#lib/limits/reserve.ts";
import { log } from "#lib/log.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { hashIfRoom, needsRehash } from "#lib/passwords/hash.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { LoginInput } from "#lib/schemas/login.ts";
import { isKnownDevice } from "./device-cookie.ts";
import { type Granting, grantLogin, type LoginGrant } from "./grant-login.ts";
import { grantTokens, type TokenGrant } from "./grant-tokens.ts";
import { judgePassword } from "./judge-password.ts";
import { isNewSignInTold, noticeNewSignIn } from "./notice-new-sign-in.ts";
import type { Requester } from "./requester.ts";
import { findByLogin, type LoginName, storeRehash, type UserRow } from "./user-store.ts";

/** Why a login is refused. */
export type LoginCode = "login_invalid" | "login_unverified" | "throttled";

/**
 * Logs somebody in by username or address. Unknown, wrong, disabled, password-less and pending-by-address get
 * one answer for one hash run; the right password of a pending row named by its username is told to confirm and gets the
 * mail again. Failures are counted before the hash, for names that exist and names that do not (docs/security.md rows 36–43).
 */
export function login(input: LoginInput, by: Requester): Promise<Result<LoginGrant, LoginCode>> {
  const { LOGIN_AUTHENTICATE_SESSION, LOGIN_RETRIEVE_TOKEN } = env();
  return logIn(input, by, { make: grantLogin, isOneStatement: LOGIN_AUTHENTICATE_SESSION !== LOGIN_RETRIEVE_TOKEN });
}

/** The same for the auth face: what a success hands out is a pair of tokens. */
export function loginForTokens(input: LoginInput, by: Requester): Promise<Result<TokenGrant, LoginCode>> {
  return logIn(input, by, { make: grantTokens, isOneStatement: false });
}

type Grants<Grant> = {
  readonly make: (unit: Unit, user: UserRow, granting: Granting) => Promise<Grant | null>;
  readonly isOneStatement: boolean;
};

async function logIn<Grant>(
  input: LoginInput,
  by: Requester,
  grants: Grants<Grant>,
): Promise<Result<Grant, LoginCode>> {
  const key = keyOf(input.login);
  const found = key === null ? null : await findByLogin(key);
  const isKnown = found !== null && isKnownDevice(by.deviceCookie, found.userId);
  const buckets = failureBuckets(countedAs(found, foldedName(key, input.login)), by, isKnown);
  const reserved = await reserve([...buckets.counted, ...buckets.run]);
  if (!reserved.ok) {
    // Only passwords that were judged are failures in a row: else a hundred quick tries would close a stranger's account.
    await giveBack(buckets.run);
    return refuse("throttled", { values: { seconds: waitSeconds(reserved) } });
  }
  const user = found !== null && !found.isDisabled ? found : null;
  const counted = [...buckets.counted, ...addressBuckets(by)];
  const matches = await judgePassword(input.password, user?.passwordHash ?? null, [...counted, ...buckets.run]);
  if (!user || !matches) return refused(found, by);
  if (user.status === "pending") return remind(user, by);
  await rehash(user, input.password);
  const alongside = settlement({ giveBack: counted, clear: buckets.run });
  const isAlone = grants.isOneStatement && !isAwaited("user_logged_in") && !isNewSignInTold(user, { by, isKnown });
  const grant = await (isAlone ? transactOne : transact)(async (unit) => {
    const made = await grants.make(unit, user, { by, alongside });
    if (made) await noticeNewSignIn(unit, user, { by, isKnown });
    return made;
  });
  // Deleted while the hash was made: nobody any more.
  return grant === null ? refused(null, by) : ok(grant);
}

/** Pending rows can be named by username only: else "confirm your address" would tell who has an account. */
function keyOf(name: string): LoginName | null {
  const { USER_LOGIN_FIELDS: fields } = env();
  if (!name.includes("@")) return fields.includes("username") ? { usernameKey: usernameKey(name) } : null;
  const email = fields.includes("email") ? canonicalEmail(name) : null;
  return email === null ? null : { activeEmail: email };
}

// By the name, not by the account behind it: else the limit would tell which address belongs to which username. With the
// version, so that whatever ends all sessions, a mailed reset above all, opens the password path too (docs/security.md row 41).
function countedAs(user: UserRow | null, name: string): string {
  return user === null ? name : `${name} ${user.securityVersion}`;
}

// The folded form, so that spelling it differently helps nobody.
function foldedName(key: LoginName | null, name: string): string {
  if (key && "activeEmail" in key) return key.activeEmail;
  return key && "usernameKey" in key ? key.usernameKey : name.normalize("NFKC").toLowerCase();
}

function failureBuckets(of: string, by: Requester, isKnown: boolean): { counted: Bucket[]; run: Bucket[] } {
  const pair: Bucket = { limit: "LOGIN_IP_ACCOUNT", of: `${by.address} ${of}` };
  // The owner's own browser is not locked out by strangers who fail at the account (docs/security.md row 41).
  if (isKnown) return { counted: [pair], run: [] };
  return { counted: [pair, { limit: "LOGIN_ACCOUNT", of }], run: [{ limit: "LOGIN_RUN", of }] };
}

/** The limits by address that the endpoint counted before; a success takes them back. */
export const loginAddressLimits = ["LOGIN_IP", "LOGIN_IP_DAY"] as const;

function addressBuckets(by: Requester): Bucket[] {
  return loginAddressLimits.map((limit) => ({ limit, of: by.address }));
}

function waitSeconds(reserved: { limit: string; retryAfterSeconds: number }): number {
  return reserved.limit === "LOGIN_RUN" ? 3600 : reserved.retryAfterSeconds;
}

async function refused(found: UserRow | null, { from }: Requester): Promise<Result<never, LoginCode>> {
  await announceFailedLogin(found?.userId ?? null, { from });
  return refuse("login_invalid");
}

async function remind(user: UserRow, by: Requester): Promise<Result<never, LoginCode>> {
  const { userId, securityVersion } = user;
  await transact((unit) =>
    queueMail(unit, { purpose: "resend-requested", login: user.username ?? userId, ...by.from }),
  );
  log.info("login_unverified", { userId, securityVersion });
  return refuse("login_unverified");
}

// The password is proven already: with no room for another hash it is made anew at a later login.
async function rehash(user: UserRow, password: string): Promise<void> {
  if (user.passwordHash === null || !needsRehash(user.passwordHash)) return;
  const renewed = await hashIfRoom(password);
  if (renewed !== null) await storeRehash(user.userId, user.passwordHash, renewed);
}
