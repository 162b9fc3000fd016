import { type Bucket, giveBack } from "#lib/limits/reserve.ts";
import { isGateBusy } from "#lib/passwords/gate.ts";
import { verifyPassword } from "#lib/passwords/hash.ts";

/**
 * `verifyPassword` for a try that is counted already. Where there is no room for the hash nothing was judged: the try is taken back
 * from these buckets, and `GateBusy` goes on. Else a crowd would lock out whoever it has turned away.
 */
export async function judgePassword(
  password: string,
  encoded: string | null,
  counted: readonly Bucket[],
): Promise<boolean> {
  try {
    return await verifyPassword(password, encoded);
  } catch (error) {
    if (isGateBusy(error)) await giveBack(counted);
    throw error;
  }
}
