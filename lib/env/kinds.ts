import { z } from "zod";

// What a setting can be. Every message says what is wanted and never repeats what was given: it may be a secret.

/** Any text up to `max` characters. */
export function text(max = 200) {
  return z.string().max(max, `must have at most ${max} characters`);
}

/** true or false; 1, 0, yes, no, on and off are understood too. */
export function flag() {
  return z.stringbool({
    truthy: ["true", "1", "yes", "on"],
    falsy: ["false", "0", "no", "off"],
    error: "must be true or false",
  });
}

/** One word of a list. */
export function choice<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: `must be one of: ${words.join(", ")}` });
}

/** A whole number within bounds. */
export function count(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error, abort: true })
    .transform(Number)
    .pipe(z.number().min(min, error).max(max, error));
}

/** A positive number, such as 1 or 0.5. */
export function factor() {
  const error = "must be a positive number, such as 1";
  const positive = z.number().gt(0, error).max(1_000_000, error);
  return z
    .string()
    .regex(/^\d{1,7}(\.\d{1,3})?$/, { error, abort: true })
    .transform(Number)
    .pipe(positive);
}

const unitSeconds = new Map([
  ["", 1],
  ["s", 1],
  ["m", 60],
  ["h", 3_600],
  ["d", 86_400],
]);

/** The seconds of `7d`, `24h`, `30m`, `90s` or a plain number of seconds; null for anything else. */
export function secondsOf(written: string): number | null {
  const [, digits, unit] = /^(\d{1,8}) ?([smhd]?)$/.exec(written) ?? [];
  const factorOfUnit = unitSeconds.get(unit ?? "");
  return digits === undefined || factorOfUnit === undefined ? null : Number(digits) * factorOfUnit;
}

/** A length of time in seconds, from a minute to 30 days. */
export function period() {
  return z.string().transform((written, context) => {
    const seconds = secondsOf(written);
    if (seconds !== null && seconds >= 60 && seconds <= 30 * 86_400) return seconds;
    context.addIssue("must be a length of time from 1m to 30d, such as 7d, 24h, 30m or a number of seconds");
    return z.NEVER;
  });
}

/** Words separated by commas. */
export function list(isItem: (item: string) => boolean, wanted: string) {
  return z.string().transform((written, context) => {
    const items = written
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== "");
    if (items.every(isItem)) return [...new Set(items)];
    context.addIssue(`must be ${wanted}, separated by commas`);
    return z.NEVER;
  });
}

/** The name of a cookie (RFC 6265 §4.1.1, narrowed), other than those that are taken. */
export function cookieName(taken: readonly string[]) {
  return text(60)
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, "must be a cookie's name: letters, digits, - and _")
    .refine((written) => !taken.includes(written.toLowerCase()), {
      error: `must not be one of the names in use: ${taken.join(", ")}`,
    });
}

/** A page: a path of this application, or a full http(s) address. */
export function page() {
  return text(2_000).refine((written) => isOwnPath(written) || isWebAddress(written), {
    error: "must be a path such as /account, or a full https:// address",
  });
}

/** A full http(s) address without user, password or fragment. */
export function webAddress() {
  return text(2_000).refine(isWebAddress, { error: "must be a full https:// address" });
}

/** Where people can be reached (RFC 9116 §2.5.3): `mailto:` with an address, or an https address. */
export function contact() {
  return text(500).refine((written) => /^(?:mailto:[^\s<>@]+@[^\s<>@]+|https:\/\/\S+)$/.test(written), {
    error: "must be mailto:security@example.org, or a full https:// address",
  });
}

/** A mailbox: `user@example.org` or `Name <user@example.org>`, on one line. */
export function mailbox() {
  const address = String.raw`[^\s<>@",;:\\]+@[^\s<>@",;:\\]+`;
  const shape = new RegExp(String.raw`^(?:${address}|[^<>"@\p{Cc}]+ <${address}>)$`, "u");
  return text(320).regex(shape, { error: "must be an address such as: Example <accounts@example.org>" });
}

/** An address of one of these schemes, such as a database's or a mail server's. It may hold a password. */
export function serverAddress(schemes: readonly string[], example: string) {
  return text(2_000).refine(
    (written) => {
      const url = URL.parse(written);
      return url !== null && schemes.includes(url.protocol) && (url.hostname !== "" || url.searchParams.has("host"));
    },
    { error: `must be an address such as ${example}` },
  );
}

const tlsModes: ReadonlyMap<string, boolean> = new Map([
  ["disable", false],
  ...["require", "verify-ca", "verify-full"].map((mode) => [mode, true] as const),
]);

/** Whether the address of a PostgreSQL server demands TLS, with a certificate that is verified; null for an `sslmode` that we do not keep. */
export function demandsTls(url: URL): boolean | null {
  return tlsModes.get(url.searchParams.get("sslmode") ?? "disable") ?? null;
}

/** Whether `written` is exactly one http(s) origin: scheme, host, port. */
export function isOrigin(written: string): boolean {
  return isWebAddress(written) && URL.parse(written)?.origin === written;
}

/** Whether a client may be sent back there: https, loopback, or the scheme of a native app (RFC 8252 §7); no fragment. */
export function isCallback(written: string): boolean {
  const url = URL.parse(written);
  if (url === null || url.hash !== "" || /[\s\\]/.test(written)) return false;
  if (url.protocol === "http:") return isLoopback(url);
  return url.protocol === "https:" ? isWebAddress(written) : /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(url.protocol);
}

/** Whether an address is on this machine's loopback. */
export function isLoopback(url: URL): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
}

function isOwnPath(written: string): boolean {
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(written);
}

/** Whether `written` is a full http(s) address without user, password or fragment. */
export function isWebAddress(written: string): boolean {
  const url = URL.parse(written);
  if (url === null || !/^https?:\/\//i.test(written) || /[\s\\]/.test(written)) return false;
  return url.username === "" && url.password === "" && url.hash === "";
}
