import { env } from "#lib/env.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { masterKeys } from "#lib/keys.ts";
import { checkLink, type LinkVerdict } from "#lib/links/check.ts";
import { type LinkFields, type ParsedLink, parseLink } from "#lib/links/parse.ts";
import type { LinkPurpose } from "#lib/links/purposes.ts";
import { type Found, findUser, type UserRow } from "./user-store.ts";

/** A link with the user it names and what it is worth; `invalid` has no user. */
export type JudgedLink =
  | { readonly kind: "current" | "earlier" | "expired"; readonly user: UserRow; readonly link: ParsedLink }
  | { readonly kind: "invalid" };

type Purpose = Exclude<LinkPurpose, "email-undo">;

/** How long a link of each purpose lives, in seconds. */
export function linkLifeSeconds(purpose: Purpose): number {
  if (purpose === "register") return env().REGISTER_VERIFICATION_PERIOD;
  return purpose === "reset-password"
    ? env().RESET_PASSWORD_VERIFICATION_PERIOD
    : env().REGISTER_EMAIL_VERIFICATION_PERIOD;
}

/** What links to a user hold as `user_id` (USER_VERIFICATION_ID_FIELD). */
export function linkIdOf(user: Pick<UserRow, "userId" | "username">): string {
  return env().USER_VERIFICATION_ID_FIELD === "username" ? (user.username ?? user.userId) : user.userId;
}

/**
 * Reads and judges a signed link: shape, one look-up by unique key, MACs, clock. An unknown and a disabled
 * user walk the same path as a wrong signature, with the same work, and are all `invalid`.
 */
export async function judgeLink(purpose: Purpose, fields: LinkFields): Promise<JudgedLink> {
  const link = parseLink(fields, env().USER_VERIFICATION_ID_FIELD);
  if (!link) return { kind: "invalid" };
  const { user, nowSeconds } = await findLinkUser(link);
  const verdict = verdictOn(purpose, link, { user, nowSeconds });
  return verdict.kind === "invalid" || !user ? { kind: "invalid" } : { kind: verdict.kind, user, link };
}

function findLinkUser({ userId }: ParsedLink): Promise<Found> {
  return findUser(
    env().USER_VERIFICATION_ID_FIELD === "username" ? { usernameKey: usernameKey(userId) } : { id: userId },
  );
}

function verdictOn(purpose: Purpose, link: ParsedLink, { user, nowSeconds }: Found): LinkVerdict {
  const mayUseLinks = user !== null && !user.isDisabled;
  return checkLink({
    keys: masterKeys(),
    origin: env().APP_URL,
    purpose,
    link,
    row: mayUseLinks ? { userId: linkIdOf(user), email: user.email, securityVersion: user.securityVersion } : null,
    nowSeconds,
    lifetimeSeconds: linkLifeSeconds(purpose),
  });
}
