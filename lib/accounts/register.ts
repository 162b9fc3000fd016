import { newId } from "#lib/db/new-id.ts";
import { transact, transactOne, type Unit } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { isAwaited } from "#lib/events/record.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { preparedMail } from "#lib/mail/jobs.ts";
import { hashPassword, verifyPassword } from "#lib/passwords/hash.ts";
import type { PasswordCode } from "#lib/passwords/policy.ts";
import { ok, type Refusal, type Result, refuse, refuseAll } from "#lib/result.ts";
import type { RegisterInput } from "#lib/schemas/registration.ts";
import { newSecret, secretHash } from "#lib/secrets.ts";
import { grantTokens, type TokenGrant } from "./grant-tokens.ts";
import { newPasswordRefusals } from "./password-rules.ts";
import {
  findOwnRegistration,
  findTaken,
  insertUser,
  insertUserTogether,
  isNameTaken,
  type NewUser,
  type OwnRegistration,
} from "./registration-store.ts";
import type { Requester } from "./requester.ts";
import { shapeNewUser } from "./shape-new-user.ts";
import { type UserView, userView } from "./user-view.ts";

/** What a sign-up answers; `registrantSecret` is for the registrant cookie, null where the browser keeps the one it has. */
export type Registered = { readonly user: UserView; readonly registrantSecret: string | null };

/** A sign-up by the auth face: `grant` where the account is active at once, null where its address must be proven first. */
export type RegisteredForTokens = { readonly registered: Registered; readonly grant: TokenGrant | null };

/** Why a sign-up is refused. */
export type RegisterCode = PasswordCode | "username_taken" | "email_taken" | "user_without_email";

/**
 * Signs somebody up. While verification is mandatory the answer is the same whoever owns the address: a pending
 * row that holds the username, and a mail job whose worker decides which mail is due. The same sign-up again from the same
 * browser within ten minutes answers the same id; another one replaces it. Called at once by many, one wins a username.
 * Refuses: password codes, `username_taken`, `user_without_email`; `email_taken` only where an address may be told.
 */
export async function register(input: RegisterInput, by: Requester): Promise<Result<Registered, RegisterCode>> {
  const result = await signUp(input, { by, makeGrant: null });
  return result.ok ? ok(result.value.registered) : result;
}

/** The same for the auth face: an account that is active at once gets its tokens too. */
export function registerForTokens(
  input: RegisterInput,
  by: Requester,
): Promise<Result<RegisteredForTokens, RegisterCode>> {
  const makeGrant: MakeGrant = async (unit, user) =>
    user.isActive ? grantTokens(unit, { ...user, userId: user.id, securityVersion: 1n }, { by }) : null;
  return signUp(input, { by, makeGrant });
}

type MakeGrant = (unit: Unit, user: NewUser) => Promise<TokenGrant | null>;
type SignUp = { readonly by: Requester; readonly makeGrant: MakeGrant | null };

async function signUp(
  input: RegisterInput,
  { by, makeGrant }: SignUp,
): Promise<Result<RegisteredForTokens, RegisterCode>> {
  const weak = newPasswordRefusals(input.password, {
    username: input.username ?? null,
    email: input.email ?? null,
    firstName: input.first_name,
    lastName: input.last_name,
  });
  if (weak.length > 0) return refuseAll(weak);
  if (input.email === undefined && verification() !== "none") return refuse("user_without_email");
  const own = by.registrantHash ? await findOwnRegistration(by.registrantHash) : null;
  const earlier = own?.status === "pending" ? own : null;
  if (earlier && (await isSameAgain(earlier, input))) {
    return ok({ registered: { user: userView(earlier), registrantSecret: null }, grant: null });
  }
  if (mustReveal() && (await findTaken(namesOf(input))).email) return refuseAll(await takenRefusals(input));
  return store(input, { by, makeGrant }, earlier);
}

async function store(
  input: RegisterInput,
  { by, makeGrant }: SignUp,
  earlier: OwnRegistration | null,
): Promise<Result<RegisteredForTokens, RegisterCode>> {
  const registrantSecret = newSecret();
  const made = {
    passwordHash: await hashPassword(input.password),
    registrantHash: secretHash(registrantSecret),
    replaces: earlier?.userId ?? null,
  };
  const user = await shapeNewUser(newUser(input, by, made));
  try {
    const isAlone = makeGrant === null && !isAwaited("user_registered");
    const grant = await (isAlone ? transactOne : transact)(async (unit) => {
      const mail = { purpose: "verify-registration", userId: user.id, version: "1", ...by.from } as const;
      const due = verification() === "none" ? null : preparedMail(unit, mail);
      await (isAlone ? insertUserTogether : insertUser)(unit, { user, from: by.from, mail: due });
      return makeGrant === null ? null : makeGrant(unit, user);
    });
    return ok({ registered: { user: userView({ ...user, userId: user.id }), registrantSecret }, grant });
  } catch (error) {
    if (isNameTaken(error)) return refuseAll(await takenRefusals(input));
    throw error;
  }
}

function newUser(
  input: RegisterInput,
  by: Requester,
  made: Pick<NewUser, "passwordHash" | "registrantHash" | "replaces">,
): NewUser {
  return {
    ...made,
    ...namesOf(input),
    id: newId(),
    isActive: verification() !== "mandatory",
    username: input.username ?? null,
    firstName: input.first_name,
    lastName: input.last_name,
    customFields: input.customFields,
    linkLifeSeconds: env().REGISTER_VERIFICATION_PERIOD,
    termsUrl: input.tos === true ? (env().TERMS_OF_SERVICE_URL ?? null) : null,
    locale: by.locale,
  };
}

function namesOf(input: RegisterInput): { usernameKey: string | null; email: string | null } {
  return {
    usernameKey: input.username === undefined ? null : usernameKey(input.username),
    email: input.email ?? null,
  };
}

// The one hash of this request is spent on comparing; only a sign-up that differs is hashed anew.
async function isSameAgain(earlier: OwnRegistration, input: RegisterInput): Promise<boolean> {
  const isSame =
    earlier.isRecent &&
    earlier.username === (input.username ?? null) &&
    earlier.email === (input.email ?? null) &&
    earlier.firstName === input.first_name &&
    earlier.lastName === input.last_name &&
    JSON.stringify(earlier.customFields) === JSON.stringify(input.customFields);
  return isSame && (await verifyPassword(input.password, earlier.passwordHash));
}

/** After a lost race, and where it may be told before: which names are taken. At least one refusal. */
async function takenRefusals(input: RegisterInput): Promise<Refusal<"username_taken" | "email_taken">[]> {
  const taken = await findTaken(namesOf(input));
  const refusals: Refusal<"username_taken" | "email_taken">[] = [];
  if (taken.email && mustReveal()) refusals.push({ code: "email_taken", field: "email" });
  if (taken.username || refusals.length === 0) refusals.push({ code: "username_taken", field: "username" });
  return refusals;
}

function mustReveal(): boolean {
  return env().REGISTER_REVEAL_TAKEN_EMAIL || verification() !== "mandatory";
}

function verification() {
  return env().ACCOUNT_EMAIL_VERIFICATION;
}
