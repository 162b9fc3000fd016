import { violates } from "#lib/db/errors.ts";
import { transact } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { masterKeys } from "#lib/keys.ts";
import { parseLink } from "#lib/links/parse.ts";
import { matchUndo, type UndoVerdict } from "#lib/links/undo.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { UndoEmailChangeInput } from "#lib/schemas/email-change.ts";
import { findUndoable, undoChange } from "./email-change-store.ts";
import type { Requester } from "./requester.ts";
import { undoLifeSeconds } from "./undo-life.ts";

/** Why a change is not undone. */
export type UndoEmailChangeCode = "invalid_key" | "link_used" | "expired" | "email_already_registered";

/**
 * Takes a change of address back by the link in the old mailbox, whose owner types that address. The old
 * address returns; password, identities, sessions and tokens go; every later change is void; a reset link is mailed, unless
 * RESET_PASSWORD_VERIFICATION_ENABLED=false. It works whatever a thief changed meanwhile, once, for 72 hours.
 */
export async function undoEmailChange(
  input: UndoEmailChangeInput,
  by: Requester,
): Promise<Result<null, UndoEmailChangeCode>> {
  const verdict = await judgeUndo(input);
  if (verdict.kind === "invalid") return refuse("invalid_key");
  if (verdict.kind === "earlier") return refuse("link_used");
  if (verdict.kind === "expired") return refuse("expired");
  try {
    return await transact(async (unit) => {
      const { userId } = verdict;
      const event = { name: "email_change_undone", userId, from: by.from } as const;
      const undone = await undoChange(unit, verdict.changeId, event);
      if (!undone) return refuse("link_used");
      const version = String(undone.securityVersion);
      await queueMail(unit, { purpose: "reset-password", userId, version, ...by.from });
      return ok(null);
    });
  } catch (error) {
    if (violates(error, "activeEmail")) return refuse("email_already_registered");
    throw error;
  }
}

async function judgeUndo(input: UndoEmailChangeInput): Promise<UndoVerdict & { readonly userId: string }> {
  const { USER_VERIFICATION_ID_FIELD: idField, APP_URL: origin } = env();
  const link = parseLink(input, idField);
  if (!link) return { kind: "invalid", userId: "" };
  const key = idField === "username" ? { usernameKey: usernameKey(link.userId) } : { id: link.userId };
  const { changes, nowSeconds } = await findUndoable(key);
  const verdict = matchUndo({
    keys: masterKeys(),
    origin,
    link,
    changes,
    nowSeconds,
    lifetimeSeconds: undoLifeSeconds,
  });
  return { ...verdict, userId: changes[0]?.userId ?? "" };
}
