import { z } from "zod";

const minBytes = 32;
const base64 = /^(?:[A-Za-z0-9+/]+={0,2}|[A-Za-z0-9_-]+={0,2})$/;
const give = "make one with: openssl rand -base64 32";

/**
 * 1 to 3 master keys, separated by commas; each the base64 or base64url form of 32 bytes or more. The first signs, all
 * are tried. Short, repeated, known and hand-written ones are refused (docs/security.md rows 4 and 5).
 */
export function masterKeyList() {
  return z.string().transform((written, context) => {
    const texts = written.split(",").map((part) => part.trim());
    if (texts.length > 3) context.addIssue("holds more than 3 keys: keep the newest ones");
    const keys = texts.slice(0, 3).map((part, index) =>
      keyOf(part, (fault) => {
        context.addIssue(texts.length > 1 ? `key ${index + 1} ${fault}` : fault);
      }),
    );
    const usable = keys.filter((key) => key !== null);
    const distinct = new Set(usable.map((key) => Buffer.from(key).toString("hex")));
    if (distinct.size < usable.length) context.addIssue("holds the same key twice: remove one");
    return usable;
  });
}

function keyOf(written: string, refuse: (fault: string) => void): Uint8Array<ArrayBuffer> | null {
  if (!base64.test(written)) {
    refuse(`must be base64 or base64url: ${give}`);
    return null;
  }
  const key = Uint8Array.from(Buffer.from(written, "base64"));
  if (key.length < minBytes) refuse(`is shorter than ${minBytes} bytes: ${give}`);
  else if (isKnown(key) || isHandWritten(written)) refuse(`is a known or guessable value: ${give}`);
  return key;
}

// 32 random bytes have about 30 different ones; fewer than 12 does not happen by chance (p < 10^-15). The known answers
// of the contract count upwards: each byte one more than the last.
function isKnown(key: Uint8Array): boolean {
  const counts = key.every((byte, index) => index === 0 || byte === ((key[index - 1] ?? 0) + 1) % 256);
  return counts || new Set(key).size < 12;
}

// A sentence can happen to be legal base64url. Random text holds one of these words once in ten million times.
function isHandWritten(written: string): boolean {
  return /change[-_]?me|insecure|password|latchkey|example|secret[-_]?key|your[-_]?secret/i.test(written);
}
