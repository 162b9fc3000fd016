import { env } from "#lib/env.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { masterKeys } from "#lib/keys.ts";
import { activationPurpose, parseActivationKey } from "#lib/links/activation-key.ts";
import { checkLink } from "#lib/links/check.ts";
import type { ParsedLink } from "#lib/links/parse.ts";
import { fieldsOfConfirmationKey } from "#lib/links/spellings.ts";
import { log } from "#lib/log.ts";
import { type JudgedLink, judgeLink, linkLifeSeconds } from "./link-user.ts";
import { type Found, findUser } from "./user-store.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads and judges the key of a registration, in either spelling: an activation key, or the parts of a link joined by
 * colons (§5). Both always work, whichever the mails carry now. That an activation key names nobody
 * (django-registration's `bad_username`) is for the log alone: over HTTP it is as invalid as a forged one.
 */
export async function judgeKey(key: string): Promise<JudgedLink> {
  const link = parseActivationKey(key);
  if (!link) return judgeLink("register", fieldsOfConfirmationKey(key));
  const found = await findNamed(link.userId);
  const user = found.user?.isDisabled === false ? found.user : null;
  const { kind } = verdictOn(link, { ...found, user });
  if (kind !== "invalid" && user) return { kind, user, link };
  log.info("activation_refused", { code: found.user ? "invalid_key" : "bad_username" });
  return { kind: "invalid" };
}

/** The user of a name: by username, or, for an account without one, by id. Names are public, so two look-ups tell nothing. */
async function findNamed(name: string): Promise<Found> {
  const named = await findUser({ usernameKey: usernameKey(name) });
  return named.user === null && uuid.test(name) ? findUser({ id: name }) : named;
}

function verdictOn(link: ParsedLink, { user, nowSeconds }: Found) {
  return checkLink({
    keys: masterKeys(),
    origin: env().APP_URL,
    purpose: activationPurpose(env().REGISTRATION_SALT),
    link,
    row: user && { userId: user.username ?? user.userId, email: user.email, securityVersion: user.securityVersion },
    nowSeconds,
    lifetimeSeconds: linkLifeSeconds("register"),
  });
}
