import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { env } from "#lib/env.ts";

/** What a derived key is for; the text is the HKDF info. */
export type KeyInfo = "access-token/v1" | "next-auth/v1" | "limits/v1" | "flash/v1" | "device/v1" | "social/v1";

const derived = new Map<KeyInfo, { readonly from: readonly Uint8Array[]; readonly keys: readonly KeyObject[] }>();

/** The 1 to 3 master keys. The first signs, all are tried. They sign nothing themselves: signed links and `derivedKeys` do. */
export function masterKeys(): readonly Uint8Array<ArrayBuffer>[] {
  const keys = env().SECRET_KEYS;
  if (keys.length === 0) throw new Error("There is no SECRET_KEY: adoptLocalSecret() of lib/entry comes first.");
  return keys;
}

/**
 * The keys for one use: HKDF-SHA-256 (RFC 5869) of each master key, empty salt, 32 bytes, in the order of the master keys. As
 * key objects, because Node makes one anew for every MAC of a key that comes as bytes: that costs more than the MAC.
 */
export function derivedKeys(info: KeyInfo): readonly KeyObject[] {
  const from = masterKeys();
  const kept = derived.get(info);
  if (kept?.from === from) return kept.keys;
  const keys = from.map((key) => createSecretKey(new Uint8Array(hkdfSync("sha256", key, "", info, 32))));
  derived.set(info, { from, keys });
  return keys;
}
