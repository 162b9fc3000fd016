import { transact } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { Requester } from "./requester.ts";
import { resetKey } from "./reset-key.ts";
import { findResetUser } from "./reset-store.ts";

/**
 * Asks for a reset link by mail. Only queues "somebody asked": the worker finds out who that is, so the request does the same
 * work for everybody (docs/security.md row 38). `user_not_found` only where RESET_PASSWORD_FAIL_WHEN_USER_NOT_FOUND says so.
 */
export async function requestPasswordReset(
  { login }: { readonly login: string },
  by: Requester,
): Promise<Result<null, "user_not_found">> {
  if (env().RESET_PASSWORD_FAIL_WHEN_USER_NOT_FOUND && !(await findResetUser(resetKey(login))))
    return refuse("user_not_found");
  const named = { login, by: login.includes("@") ? "email" : "login" } as const;
  await transact((unit) => queueMail(unit, { purpose: "reset-requested", ...named, ...by.from }));
  return ok(null);
}
