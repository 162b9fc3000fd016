import type { Bucket } from "#lib/limits/reserve.ts";

/** Whom uses of a registration key are counted by: what stands in the place of its user, as for the link of three parts. */
export function confirmBucketOfKey(key: string): Bucket {
  return { limit: "CONFIRM_USER", of: `register ${key.split(":", 1)[0]}` };
}
