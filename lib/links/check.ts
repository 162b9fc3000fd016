import type { ParsedLink } from "./parse.ts";
import type { ActivationPurpose, LinkPurpose } from "./purposes.ts";
import { linkKeys, type MasterKeys, matchesMac } from "./sign.ts";

/**
 * What a link is worth. `current`: genuine, of the present state, in time. `earlier`: genuine, but used or replaced
 * since (the caller says `already_activated` or `link_used`). `expired`: genuine and current, too old. `invalid`:
 * everything else, indistinguishable.
 */
export type LinkVerdict = { readonly kind: "current" | "earlier" | "expired" | "invalid" };

/** What the database says about the user a link names. */
export type LinkRow = {
  /** What a link to this user holds as `user_id`. */
  readonly userId: string;
  readonly email: string | null;
  readonly securityVersion: bigint;
};

/** One link to judge. */
export type LinkCheck = {
  readonly keys: MasterKeys;
  readonly origin: string;
  readonly purpose: Exclude<LinkPurpose, "email-undo"> | ActivationPurpose;
  readonly link: ParsedLink;
  /** Null when nobody, or nobody whom this link may serve, has that id. */
  readonly row: LinkRow | null;
  /** The database's clock, in seconds since 1970. */
  readonly nowSeconds: number;
  readonly lifetimeSeconds: number;
};

/** How many states back a genuine link is still recognised. */
const EARLIER_STATES = 8;
/** How far ahead of our clock a timestamp may be. */
const FUTURE_TOLERANCE_SECONDS = 60;
/** Stands in for the row nobody has: same work, and no signature is accepted for it. */
const dummyRow: LinkRow = { userId: "", email: "nobody@example.invalid", securityVersion: 1n };

/**
 * Judges a link in a fixed order: MAC, earlier state, time. Always computes nine MACs a key, whether the
 * row exists, the signature fits, or an early state already matched.
 */
export function checkLink(check: LinkCheck): LinkVerdict {
  const { link, row, purpose } = check;
  const isKnown = row !== null && row.userId === link.userId && (purpose === "email-change" || row.email !== null);
  const { email, securityVersion } = isKnown ? row : dummyRow;
  const signedEmail = (purpose === "email-change" ? link.email : email) ?? "";
  const age = matchingAge(check, signedEmail, securityVersion);
  if (!isKnown || signedEmail === "" || age === null) return { kind: "invalid" };
  return age > 0 ? { kind: "earlier" } : timeVerdict(check);
}

/** `current`, `expired`, or `invalid` for a timestamp of the future. Exactly the lifetime is still in time. */
export function timeVerdict(check: Pick<LinkCheck, "link" | "nowSeconds" | "lifetimeSeconds">): LinkVerdict {
  const ageSeconds = check.nowSeconds - check.link.timestamp;
  if (ageSeconds < -FUTURE_TOLERANCE_SECONDS) return { kind: "invalid" };
  return { kind: ageSeconds > check.lifetimeSeconds ? "expired" : "current" };
}

/** How many states ago the link was signed, or null. No early way out: the time must not tell. */
function matchingAge(check: LinkCheck, email: string, version: bigint): number | null {
  const { userId, timestamp, mac } = check.link;
  const keys = linkKeys(check.keys, check);
  let matching: number | null = null;
  for (let age = EARLIER_STATES; age >= 0; age -= 1) {
    if (matchesMac(keys, { userId, timestamp, email, state: version - BigInt(age) }, mac)) matching = age;
  }
  return matching;
}
