import type { Sql } from "#lib/db/sql.ts";
import { type Bucket, giveBack, reserve, settlement } from "#lib/limits/reserve.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { judgePassword } from "./judge-password.ts";
import { findUser } from "./user-store.ts";

/** A right password. The counted try is taken back by `alongside`, as a part of the statement that follows, or by `giveBack` alone. */
export type CheckedPassword = { readonly alongside: Sql; readonly giveBack: () => Promise<void> };

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
  return ok({ alongside: settlement({ giveBack: buckets, clear: [] }), giveBack: () => giveBack(buckets) });
}

/**
 * Takes the step that a password was asked for, null where none was. Where it refuses or throws, the counted try is taken back:
 * the password was right. Where it succeeds there is nothing to take back, since the account's version rises or the account is gone.
 */
export async function orGiveBack<Value, Code extends string>(
  checked: CheckedPassword | null,
  step: () => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code>> {
  let isDone = false;
  try {
    const result = await step();
    isDone = result.ok;
    return result;
  } finally {
    if (!isDone) await checked?.giveBack();
  }
}
