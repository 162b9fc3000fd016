import { z } from "zod";
import { openSealed, seal } from "./sealed.ts";

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
  const sealed = [flash, withoutValues].map((candidate) => seal("flash/v1", { ...candidate, until }));
  return sealed.find((text) => text.length <= maxCookieBytes) ?? seal("flash/v1", { ...bare, until });
}

/** Opens a sealed flash; null when it is absent, forged, damaged or older than a minute. */
export function openFlash(sealed: string | null): Flash | null {
  if (sealed === null || sealed.length > maxCookieBytes) return null;
  const flash = openSealed("flash/v1", sealed, flashSchema);
  return flash !== null && flash.until >= Date.now() / 1000 ? flash : null;
}
