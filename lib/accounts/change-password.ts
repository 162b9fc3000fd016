import { transact } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { hashPassword } from "#lib/passwords/hash.ts";
import type { PasswordCode } from "#lib/passwords/policy.ts";
import { ok, type Result, refuse, refuseAll } from "#lib/result.ts";
import type { ChangePasswordInput } from "#lib/schemas/password.ts";
import { renewSession } from "#lib/sessions/keep-session.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { type CheckedPassword, checkPassword, orGiveBack } from "./check-password.ts";
import { noticeTo } from "./notice.ts";
import { newPasswordRefusals } from "./password-rules.ts";
import { setPassword } from "./password-store.ts";
import type { Requester } from "./requester.ts";

/** After a change: the new secret of the caller's cookie, or the word that the caller is logged out too. */
export type PasswordChanged = { readonly sessionToken: string | null; readonly isLoggedOut: boolean };

/** Why a change of the password is refused. */
export type ChangePasswordCode =
  | PasswordCode
  | "old_password_incorrect"
  | "reauthentication_required"
  | "not_authenticated"
  | "throttled";

/**
 * Changes a known password: the old one is asked for; where the account has none, or the settings do without,
 * the session must be fresh. All other sessions, tokens and links die; the caller's own session stays under a new secret,
 * unless ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE. The owner is told by mail.
 */
export async function changePassword(
  input: ChangePasswordInput,
  { principal, requester }: { readonly principal: Principal; readonly requester: Requester },
): Promise<Result<PasswordChanged, ChangePasswordCode>> {
  const proven = await proveOldPassword(input.old_password, principal);
  if (!proven.ok) return proven;
  return orGiveBack(proven.value, async () => {
    const weak = newPasswordRefusals(input.password, principal);
    if (weak.length > 0) return refuseAll<ChangePasswordCode>(weak);
    return store(await hashPassword(input.password), { principal, requester });
  });
}

async function proveOldPassword(
  oldPassword: string | undefined,
  principal: Principal,
): Promise<Result<CheckedPassword | null, ChangePasswordCode>> {
  if (oldPassword === undefined || !principal.hasPassword) {
    return principal.isFresh ? ok(null) : refuse("reauthentication_required");
  }
  const checked = await checkPassword(principal, oldPassword);
  if (checked.ok) return checked;
  const [{ code, values }] = checked.refusals;
  if (code === "wrong") return refuse("old_password_incorrect", { field: "old_password" });
  return refuse(code, values ? { values } : {});
}

async function store(
  passwordHash: string,
  { principal, requester }: { readonly principal: Principal; readonly requester: Requester },
): Promise<Result<PasswordChanged, ChangePasswordCode>> {
  const isLoggedOut = env().ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE;
  return transact(async (unit) => {
    const renewed = isLoggedOut ? null : renewSession(principal, { proves: true });
    const event = { name: "password_changed", userId: principal.userId, from: requester.from } as const;
    const changed = await setPassword(unit, principal, { passwordHash, keep: renewed?.keep ?? null, event });
    // Something else changed this account since the session was read: that session is dead by now.
    if (!changed) return refuse("not_authenticated");
    const notice = noticeTo(principal, requester);
    if (notice) await queueMail(unit, { purpose: "password-changed", ...notice });
    return ok({ sessionToken: renewed?.sessionToken ?? null, isLoggedOut });
  });
}
