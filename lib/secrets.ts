import { createHash, randomBytes } from "node:crypto";

/** A new opaque secret: 32 random bytes as base64url (43 characters, 256 bits). */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of an opaque secret: its SHA-256. The secret has 256 bits, so no salt and no slow hash are needed. */
export function secretHash(secret: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(secret, "utf8").digest());
}

/** Whether `text` has the shape of `newSecret()`; anything else is not even looked up. */
export function isSecretShaped(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
