import { transact } from "#lib/db/unit.ts";
import { announceDeletion } from "#lib/events/record.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { DeleteAccountInput } from "#lib/schemas/account.ts";
import type { FreshPrincipal } from "#lib/sessions/principal.ts";
import { type CheckedPassword, checkPassword, orGiveBack } from "./check-password.ts";
import { deleteUser } from "./delete-store.ts";
import { noticeTo } from "./notice.ts";
import type { Requester } from "./requester.ts";

/** Why an account is not deleted. */
export type DeleteAccountCode = "undo_window_open" | "required" | "password_incorrect" | "throttled";

/**
 * Deletes the caller's account at once, with all that is kept about the person (docs/security.md row 89); the address is free for
 * a new start. Needs the password where the account has one. Not while a change of address can be undone from the old
 * mailbox: a thief could destroy what its owner may still save. A last mail says so.
 */
export async function deleteAccount(
  { password }: DeleteAccountInput,
  { principal, requester }: { readonly principal: FreshPrincipal; readonly requester: Requester },
): Promise<Result<null, DeleteAccountCode>> {
  const proven = await provePassword(password, principal);
  if (!proven.ok) return proven;
  return orGiveBack(proven.value, () => remove(principal, requester));
}

function remove(principal: FreshPrincipal, requester: Requester): Promise<Result<null, DeleteAccountCode>> {
  return transact(async (unit) => {
    if (!(await deleteUser(unit.tx, principal.userId))) return refuse("undo_window_open");
    const notice = noticeTo(principal, requester);
    if (notice) await queueMail(unit, { purpose: "account-deleted", ...notice });
    await announceDeletion(unit, principal, requester.from);
    return ok(null);
  });
}

async function provePassword(
  password: string | undefined,
  principal: FreshPrincipal,
): Promise<Result<CheckedPassword | null, DeleteAccountCode>> {
  if (!principal.hasPassword) return ok(null);
  if (password === undefined) return refuse("required", { field: "password" });
  const checked = await checkPassword(principal, password);
  if (checked.ok) return checked;
  const [{ code, values }] = checked.refusals;
  if (code === "wrong") return refuse("password_incorrect", { field: "password" });
  return refuse(code, values ? { values } : {});
}
