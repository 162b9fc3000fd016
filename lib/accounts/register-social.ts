import { type Result, refuse } from "#lib/result.ts";
import type { SocialRegisterInput } from "#lib/schemas/social.ts";
import { grantLogin, type LoginGrant } from "./grant-login.ts";
import { type RegisterNewcomerCode, registerNewcomer } from "./register-newcomer.ts";
import type { Requester } from "./requester.ts";

/**
 * Starts an account for the newcomer of this browser, whom a provider vouched for minutes ago, and logs them in. Refuses
 * `social_expired` where there is nobody, and what `registerNewcomer` refuses with.
 */
export async function registerSocial(
  input: SocialRegisterInput,
  by: Requester,
): Promise<Result<LoginGrant, RegisterNewcomerCode>> {
  if (by.newcomer === null) return refuse("social_expired");
  return registerNewcomer({ person: by.newcomer, input }, by, grantLogin);
}
