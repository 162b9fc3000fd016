const maxSeconds = 3_600;

/**
 * `Retry-After` in seconds (RFC 9110 §10.2.3: seconds, or a date), from 1 to one hour; undefined where there is none to
 * be understood. `now` is only used for the date form.
 */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1_000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(maxSeconds, Math.max(1, Math.ceil(seconds)));
}
