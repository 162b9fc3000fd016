import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import type { z } from "zod";
import { derivedKeys, type KeyInfo } from "#lib/keys.ts";

/** The subkeys that seal cookies. */
type SealInfo = Extract<KeyInfo, "flash/v1" | "social/v1">;

/** Seals a value for a cookie: its JSON by AES-256-GCM under the subkey, base64url. Only we can read or make it. */
export function seal(info: SealInfo, value: unknown): string {
  const [key] = derivedKeys(info);
  if (!key) throw new Error("there is no master key");
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/** Opens what `seal` made, under any of our keys; null when it is forged, damaged, or of another shape. */
export function openSealed<Value>(info: SealInfo, sealed: string, shape: z.ZodType<Value>): Value | null {
  for (const key of derivedKeys(info)) {
    const parsed = shape.safeParse(parse(unseal(sealed, key)));
    if (parsed.success) return parsed.data;
  }
  return null;
}

function unseal(sealed: string, key: KeyObject): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < 28) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
