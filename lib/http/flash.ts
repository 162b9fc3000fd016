import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { z } from "zod";
import { derivedKeys } from "#lib/keys.ts";

/** The life of a flash in seconds (contract §1). */
export const flashSeconds = 60;
const maxCookieBytes = 3_500;

const flashSchema = z.object({
  endpoint: z.string(),
  status: z.number(),
  code: z.string().optional(),
  detail: z.string().optional(),
  errors: z.record(z.string(), z.array(z.string()).readonly()).optional(),
  values: z.record(z.string(), z.string()).optional(),
  retryAfterSeconds: z.number().optional(),
  until: z.number(),
});

/** What one form post left for the page that shows its outcome: never a password, never a link. */
export type Flash = Omit<z.infer<typeof flashSchema>, "until">;

/**
 * Seals a flash for its cookie: AES-256-GCM under the subkey `flash/v1`, base64url, at most 3.5 kB; what is too long loses its
 * values first, then its field errors.
 */
export function sealFlash(flash: Flash): string {
  const until = Math.floor(Date.now() / 1000) + flashSeconds;
  const { values: _values, ...withoutValues } = flash;
  const { errors: _errors, ...bare } = withoutValues;
  const sealed = [flash, withoutValues].map((candidate) => seal(JSON.stringify({ ...candidate, until })));
  return sealed.find((text) => text.length <= maxCookieBytes) ?? seal(JSON.stringify({ ...bare, until }));
}

/** Opens a sealed flash; null when it is absent, forged, damaged or older than a minute. */
export function openFlash(sealed: string | null): Flash | null {
  if (sealed === null || sealed.length > maxCookieBytes) return null;
  for (const key of derivedKeys("flash/v1")) {
    const parsed = flashSchema.safeParse(parse(unseal(sealed, key)));
    if (parsed.success && parsed.data.until >= Date.now() / 1000) return parsed.data;
  }
  return null;
}

function seal(text: string): string {
  const [key] = derivedKeys("flash/v1");
  if (!key) throw new Error("there is no master key");
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

function unseal(sealed: string, key: Uint8Array): string | null {
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
