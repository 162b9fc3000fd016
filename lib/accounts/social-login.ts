import type { ProviderPerson } from "#lib/providers/person.ts";
import type { Result } from "#lib/result.ts";
import { grantLogin, type LoginGrant } from "./grant-login.ts";
import { type LogInByIdentityCode, logInByIdentity } from "./log-in-by-identity.ts";
import type { Requester } from "./requester.ts";

/** A browser's login by a provider; null where an account may be started first. See `logInByIdentity`. */
export function socialLogin(
  person: ProviderPerson,
  by: Requester,
): Promise<Result<LoginGrant | null, LogInByIdentityCode>> {
  return logInByIdentity(person, by, grantLogin);
}
