import { confirmationKey, resetToken } from "./spellings.ts";

/** The parts of a signed link. `email` only where the link carries the address (email-change). */
export type LinkParameters = {
  readonly userId: string;
  readonly email?: string;
  readonly timestamp: number;
  readonly signature: string;
};

/**
 * The link: configured base, `?` (or `&` where the base has a query), then the parameters, form-encoded, in the
 * contract's order. The base is taken as it is, a fragment of a single-page application included. Where the base itself
 * has places for the whole link, in the spelling of dj-rest-auth's front ends (`{uid}` and `{token}`, or `{key}`), they
 * are filled and nothing is added.
 */
export function linkUrl(base: string, { userId, email, timestamp, signature }: LinkParameters): string {
  if (email === undefined && isWhole(base)) {
    return base
      .replaceAll("{uid}", encodeURIComponent(userId))
      .replaceAll("{token}", resetToken(timestamp, signature))
      .replaceAll("{key}", confirmationKey(encodeURIComponent(userId), timestamp, signature));
  }
  const query = new URLSearchParams();
  query.append("user_id", userId);
  if (email !== undefined) query.append("email", email);
  query.append("timestamp", String(timestamp));
  query.append("signature", signature);
  return `${base}${base.includes("?") ? "&" : "?"}${query.toString()}`;
}

function isWhole(base: string): boolean {
  return base.includes("{key}") || (base.includes("{uid}") && base.includes("{token}"));
}
