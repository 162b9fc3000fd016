import { z } from "zod";
import { type ErrorCode, errorTable } from "./errors.ts";
import { openSealed, seal } from "./sealed.ts";

/** The life of a flash in seconds. */
export const flashSeconds = 60;
const maxCookieBytes = 3_500;

const refusalSchema = z.object({
  code: z.custom<ErrorCode>((code) => typeof code === "string" && Object.hasOwn(errorTable, code)),
  field: z.string().exactOptional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
});

const flashSchema = z.object({
  endpoint: z.string(),
  status: z.number(),
  /** Why it was refused, without words: the page says it in its own language, which may have changed since. */
  refusals: z.array(refusalSchema).readonly().default([]),
  values: z.record(z.string(), z.string()).default({}),
  until: z.number(),
});

/** What one form post left for the page that shows its outcome: never a password, never a link. */
export type Flash = Omit<z.output<typeof flashSchema>, "until">;

/**
 * Seals a flash for its cookie: AES-256-GCM under the subkey `flash/v1`, base64url, at most 3.5 kB; what is too long loses its
 * values first, then all refusals but the first.
 */
export function sealFlash(flash: Flash): string {
  const until = Math.floor(Date.now() / 1000) + flashSeconds;
  const withoutValues = { ...flash, values: {} };
  const bare = { ...withoutValues, refusals: flash.refusals.slice(0, 1) };
  const sealed = [flash, withoutValues].map((candidate) => seal("flash/v1", { ...candidate, until }));
  return sealed.find((text) => text.length <= maxCookieBytes) ?? seal("flash/v1", { ...bare, until });
}

/** Opens a sealed flash; null when it is absent, forged, damaged or older than a minute. */
export function openFlash(sealed: string | null): Flash | null {
  if (sealed === null || sealed.length > maxCookieBytes) return null;
  const flash = openSealed("flash/v1", sealed, flashSchema);
  return flash !== null && flash.until >= Date.now() / 1000 ? flash : null;
}
