import { type Bucket, giveBack, reserve } from "#lib/limits/reserve.ts";
import { verifyPassword } from "#lib/passwords/hash.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { findUser } from "./user-store.ts";

/**
 * Asks for the password of somebody who is known already: at change, re-login, deletion, and on link pages. Five failures in
 * 15 minutes for each user (security.md row 42); a success takes its count back. Refuses `throttled` or `wrong`.
 */
export async function checkPassword(userId: string, password: string): Promise<Result<null, "throttled" | "wrong">> {
  const buckets: Bucket[] = [{ limit: "PASSWORD_USER", of: userId }];
  const reserved = await reserve(buckets);
  if (!reserved.ok) return refuse("throttled", { values: { seconds: reserved.retryAfterSeconds } });
  const { user } = await findUser({ id: userId });
  if (!(await verifyPassword(password, user?.passwordHash ?? null))) return refuse("wrong");
  await giveBack(buckets);
  return ok(null);
}
