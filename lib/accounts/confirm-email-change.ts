import { violates } from "#lib/db/errors.ts";
import { transact } from "#lib/db/unit.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { VerifyEmailInput } from "#lib/schemas/email-change.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { type CheckedPassword, checkPassword, orGiveBack } from "./check-password.ts";
import { finishEmailChange } from "./finish-email-change.ts";
import { judgeLink } from "./link-user.ts";
import type { Requester } from "./requester.ts";
import type { UserRow } from "./user-store.ts";

/** A confirmed change; `sessionToken` is the new secret of the caller's cookie, where one stays. */
export type EmailChanged = { readonly sessionToken: string | null };

/** Why a new address is not confirmed. */
export type ConfirmEmailChangeCode =
  | "invalid_key"
  | "link_used"
  | "expired"
  | "email_already_registered"
  | "reauthentication_required"
  | "password_incorrect"
  | "throttled";

type By = { readonly principal: Principal | null; readonly requester: Requester };

/**
 * Makes the address inside a mailed link the account's, once, while it is the pending one (docs/security.md row 25); an older
 * link never rolls back. From our own pages somebody must be that account: by its session, or by its password. Other clients
 * bring the signed fields alone. Refusals change nothing.
 */
export async function confirmEmailChange(
  input: VerifyEmailInput,
  by: By,
): Promise<Result<EmailChanged, ConfirmEmailChangeCode>> {
  const judged = await judgeLink("email-change", input);
  if (judged.kind === "invalid") return refuse("invalid_key");
  const { user } = judged;
  if (judged.kind === "earlier" || user.status !== "active") return refuse("link_used");
  if (judged.kind === "expired") return refuse("expired");
  if (user.pendingEmail !== input.email) return refuse("link_used");
  const principal = by.principal?.userId === user.userId ? by.principal : null;
  const proven = await proveOwner(input, user, { ...by, principal });
  if (!proven.ok) return proven;
  return orGiveBack(proven.value, () => confirm(input.email, user, { ...by, principal }));
}

async function proveOwner(
  input: VerifyEmailInput,
  user: UserRow,
  by: By,
): Promise<Result<CheckedPassword | null, ConfirmEmailChangeCode>> {
  if (by.principal !== null) return ok(null);
  if (input.password === undefined) return by.requester.isOwnPage ? refuse("reauthentication_required") : ok(null);
  const checked = await checkPassword(user, input.password);
  if (checked.ok) return checked;
  const [{ code, values }] = checked.refusals;
  if (code === "wrong") return refuse("password_incorrect", { field: "password" });
  return refuse(code, values ? { values } : {});
}

async function confirm(
  newEmail: string,
  user: UserRow,
  { principal, requester }: By,
): Promise<Result<EmailChanged, ConfirmEmailChangeCode>> {
  try {
    return await transact(async (unit) => {
      const moved = await finishEmailChange(unit, { newEmail, isProven: true, user, principal, by: requester });
      return moved ? ok(moved) : refuse("link_used");
    });
  } catch (error) {
    if (violates(error, "activeEmail")) return refuse("email_already_registered");
    throw error;
  }
}
