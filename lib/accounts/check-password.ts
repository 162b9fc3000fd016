import type { Sql } from "#lib/db/sql.ts";
import { type Bucket, reserve, settlement } from "#lib/limits/reserve.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { judgePassword } from "./judge-password.ts";
import { findUser } from "./user-store.ts";

/** A right password; `alongside` takes the counted try back, as a part of the statement that follows. */
export type CheckedPassword = { readonly alongside: Sql };

/**
 * Asks for the password of somebody who is known already: at change, re-login, deletion, and on link pages. Five failures in
 * 15 minutes for each user (docs/security.md row 42), counted under the version, so that a change of the password starts anew.
 * Refuses `throttled` or `wrong`.
 */
export async function checkPassword(
  { userId, securityVersion }: { readonly userId: string; readonly securityVersion: bigint },
  password: string,
): Promise<Result<CheckedPassword, "throttled" | "wrong">> {
  const buckets: Bucket[] = [{ limit: "PASSWORD_USER", of: `${userId} ${securityVersion}` }];
  const reserved = await reserve(buckets);
  if (!reserved.ok) return refuse("throttled", { values: { seconds: reserved.retryAfterSeconds } });
  const { user } = await findUser({ id: userId });
  if (!(await judgePassword(password, user?.passwordHash ?? null, buckets))) return refuse("wrong");
  return ok({ alongside: settlement({ giveBack: buckets, clear: [] }) });
}
