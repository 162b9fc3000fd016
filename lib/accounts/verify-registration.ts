import { timingSafeEqual } from "node:crypto";
import { violates } from "#lib/db/errors.ts";
import { transact, transactOne, type Unit } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { isAwaited } from "#lib/events/record.ts";
import { hashPassword, verifyPassword } from "#lib/passwords/hash.ts";
import type { PasswordCode } from "#lib/passwords/policy.ts";
import { ok, type Result, refuse, refuseAll } from "#lib/result.ts";
import { confirmationRefusals } from "#lib/schemas/password.ts";
import type { ActivateInput, RegistrantProof, VerifyRegistrationInput } from "#lib/schemas/registration.ts";
import { grantLogin, type LoginGrant } from "./grant-login.ts";
import { judgeKey } from "./judge-key.ts";
import { type JudgedLink, judgeLink } from "./link-user.ts";
import { newPasswordRefusals } from "./password-rules.ts";
import { activateUser } from "./registration-store.ts";
import type { Requester } from "./requester.ts";
import type { UserRow } from "./user-store.ts";

/** A confirmed registration; `grant` only for those who proved it by a password, or whom the setting logs in. */
export type Verified = { readonly grant: LoginGrant | null };

/** Why a verification is refused. */
export type VerifyRegistrationCode =
  | "invalid_key"
  | "already_activated"
  | "link_used"
  | "expired"
  | "proof_required"
  | "passwords_differ"
  | "email_already_registered"
  | PasswordCode;

type Proof = { readonly by: "cookie" | "password" | "new_password" | "link"; readonly newPasswordHash: string | null };

/**
 * Confirms an address by its signed link and activates the account, once (§4). The link is proven first; only
 * then the proof of the registrant and a new password are looked at. Two uses at once: one succeeds, the other is told
 * `already_activated`. Refuses as listed; a refusal changes nothing, so the link still works.
 */
export async function verifyRegistration(
  input: VerifyRegistrationInput,
  by: Requester,
): Promise<Result<Verified, VerifyRegistrationCode>> {
  return confirm(await judgeLink("register", input), input, by);
}

/** The same by a key instead of the three parameters: an activation key, or a link written in one piece. */
export async function activateRegistration(
  input: ActivateInput,
  by: Requester,
): Promise<Result<Verified, VerifyRegistrationCode>> {
  return confirm(await judgeKey(input.activation_key), input, by);
}

async function confirm(
  judged: JudgedLink,
  input: RegistrantProof,
  by: Requester,
): Promise<Result<Verified, VerifyRegistrationCode>> {
  if (judged.kind === "invalid") return refuse("invalid_key");
  const { user } = judged;
  if (judged.kind === "earlier" || user.isVerified)
    return refuse(user.status === "active" ? "already_activated" : "link_used");
  if (judged.kind === "expired") return refuse("expired");
  const proof = await proofOf(input, user, by);
  return proof.ok ? activate(user, proof.value, by) : proof;
}

async function activate(user: UserRow, proof: Proof, by: Requester): Promise<Result<Verified, VerifyRegistrationCode>> {
  try {
    const isAlone = !logsIn(proof) && !isAwaited("user_activated");
    return await (isAlone ? transactOne : transact)(async (unit) => {
      const { userId } = user;
      const event = { name: "user_activated", userId, from: by.from, detail: { proof: proof.by } } as const;
      const activated = await activateUser(unit, { user, newPasswordHash: proof.newPasswordHash, event });
      if (!activated) return refuse("already_activated");
      return ok({ grant: await grantFor(unit, { ...user, ...activated }, { proof, by }) });
    });
  } catch (error) {
    if (violates(error, "activeEmail")) return refuse("email_already_registered");
    throw error;
  }
}

async function grantFor(
  unit: Unit,
  user: UserRow,
  { proof, by }: { proof: Proof; by: Requester },
): Promise<LoginGrant | null> {
  return logsIn(proof) ? grantLogin(unit, user, { by }) : null;
}

function logsIn(proof: Proof): boolean {
  const isByCookie = proof.by === "cookie" && env().REGISTER_VERIFICATION_AUTO_LOGIN;
  return isByCookie || proof.by === "password" || proof.by === "new_password";
}

/** Who opens the link: one sufficient proof, tried from the cheapest. */
async function proofOf(
  input: RegistrantProof,
  user: UserRow,
  by: Requester,
): Promise<Result<Proof, VerifyRegistrationCode>> {
  if (input.new_password !== undefined) return proofByNewPassword(input.new_password, input.new_password_confirm, user);
  if (isSameHash(by.registrantHash, user.registrantHash)) return ok({ by: "cookie", newPasswordHash: null });
  if (input.password !== undefined) {
    const matches = await verifyPassword(input.password, user.passwordHash);
    return matches ? ok({ by: "password", newPasswordHash: null }) : refuse("proof_required");
  }
  return mayComeBare(by) ? ok({ by: "link", newPasswordHash: null }) : refuse("proof_required");
}

function mayComeBare(by: Requester): boolean {
  const { REGISTER_VERIFICATION_PROOF: demanded } = env();
  if (demanded === "never") return true;
  return demanded === "page" && !by.isOwnPage;
}

async function proofByNewPassword(
  password: string,
  confirmation: string | undefined,
  user: UserRow,
): Promise<Result<Proof, VerifyRegistrationCode>> {
  const differing = confirmationRefusals(password, confirmation, "new_password_confirm");
  // Names a stranger may have chosen are about to be cleared, so the password is compared with the rest only.
  const owner = { ...user, firstName: "", lastName: "" };
  const refusals = [...newPasswordRefusals(password, owner, "new_password"), ...differing];
  if (refusals.length > 0) return refuseAll<VerifyRegistrationCode>(refusals);
  return ok({ by: "new_password", newPasswordHash: await hashPassword(password) });
}

function isSameHash(ours: Uint8Array | null, theirs: Uint8Array | null): boolean {
  return ours !== null && theirs !== null && ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
