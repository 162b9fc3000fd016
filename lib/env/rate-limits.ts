import { secondsOf } from "./kinds.ts";

/** So many in a window. */
export type RateLimit = { readonly count: number; readonly windowSeconds: number };

/** The limits that RATE_LIMIT_<NAME> can set; lib/limits/table.ts has their figures, and a test holds the two together. */
export const rateLimitNames: readonly string[] = [
  ...["LOGIN_IP", "LOGIN_IP_DAY", "LOGIN_ACCOUNT", "LOGIN_IP_ACCOUNT", "LOGIN_RUN", "SOCIAL_IP"],
  ...["REGISTER_IP", "REGISTER_IP_DAY", "STATUS_IP"],
  ...["RESEND_IP", "RESEND_ADDRESS", "RESEND_ADDRESS_HOUR", "RESEND_ADDRESS_DAY"],
  ...["RESET_IP", "RESET_ADDRESS", "RESET_ADDRESS_DAY", "CONFIRM_IP", "CONFIRM_USER"],
  ...["EMAIL_CHANGE_USER", "EMAIL_CHANGE_USER_DAY", "EMAIL_CHANGE_TARGET"],
  ...["PASSWORD_USER", "PROFILE_USER", "MAIL_INBOX"],
];

/** The prefix of every limit's setting. */
export const rateLimitPrefix = "RATE_LIMIT_";

/** Reads every RATE_LIMIT_<NAME>; faults are added to `faults`. */
export function readRateLimits(
  source: Readonly<Record<string, string | undefined>>,
  faults: string[],
): ReadonlyMap<string, RateLimit> {
  const limits = new Map<string, RateLimit>();
  for (const name of rateLimitNames) {
    const written = source[rateLimitPrefix + name]?.trim();
    if (!written) continue;
    const limit = rateLimitOf(written);
    if (limit) limits.set(name, limit);
    else faults.push(`${rateLimitPrefix}${name} must be count/window with a window of 1s to 365d, such as 30/15m`);
  }
  return limits;
}

function rateLimitOf(written: string): RateLimit | null {
  const [countText = "", windowText = "", ...rest] = written.split("/");
  const windowSeconds = secondsOf(/^[smhd]$/.test(windowText) ? `1${windowText}` : windowText);
  if (rest.length > 0 || !/^\d{1,7}$/.test(countText) || windowSeconds === null) return null;
  const count = Number(countText);
  return count >= 1 && windowSeconds >= 1 && windowSeconds <= 365 * 86_400 ? { count, windowSeconds } : null;
}
