import type { z } from "zod";
import { env } from "#lib/env.ts";
import { identify, type ProviderCode } from "#lib/providers/identify.ts";
import type { ProviderPerson } from "#lib/providers/person.ts";
import type { Proof } from "#lib/providers/proof.ts";
import type { Provider } from "#lib/providers/provider.ts";
import { ok, type Result, refuse, refuseAll } from "#lib/result.ts";
import { type FieldCode, fieldRefusals } from "#lib/schemas/codes.ts";
import type { SocialRegisterInput, SocialTokenInput } from "#lib/schemas/social.ts";
import { freeUsername } from "./free-username.ts";
import { grantTokens, type TokenGrant } from "./grant-tokens.ts";
import { type LogInByIdentityCode, logInByIdentity } from "./log-in-by-identity.ts";
import { type RegisterNewcomerCode, registerNewcomer } from "./register-newcomer.ts";
import type { Requester } from "./requester.ts";

/** Why a client of the auth face gets no tokens by a provider. */
export type SocialTokensCode = ProviderCode | LogInByIdentityCode | RegisterNewcomerCode | FieldCode;

/** Which provider, who asks, and what a new account must say. */
export type Asking = {
  readonly provider: Provider;
  readonly requester: Requester;
  readonly registrationBody: z.ZodType<SocialRegisterInput>;
};

/**
 * Tokens for whoever brings a proof from a provider: a code with its PKCE verifier, sent to a listed address; an
 * ID token made for us; an access token only where the provider confirms that it was made for us (docs/security.md row 82). Who
 * has no account gets one, with a name of their choice or one that is free; terms, where there are any, are in the body.
 */
export async function socialTokens(
  { proof, registration }: SocialTokenInput,
  { provider, requester, registrationBody }: Asking,
): Promise<Result<TokenGrant, SocialTokensCode>> {
  if ("code" in proof && !env().SOCIAL_REDIRECT_URIS.includes(proof.redirect_uri)) {
    return refuse("invalid_choice", { field: "redirect_uri" });
  }
  const person = await identify(provider, proofOf(proof));
  if (!person.ok) return person;
  const grant = await logInByIdentity(person.value, requester, grantTokens);
  if (!grant.ok) return grant;
  if (grant.value) return ok(grant.value);
  const parsed = registrationBody.safeParse({ ...registration });
  if (!parsed.success) return refuseAll(fieldRefusals(parsed.error, registration));
  return register(person.value, parsed.data, requester);
}

async function register(
  person: ProviderPerson,
  input: SocialRegisterInput,
  requester: Requester,
): Promise<Result<TokenGrant, SocialTokensCode>> {
  const isNameless = env().ACCOUNT_USERNAME_REQUIRED && input.username === undefined;
  const username = isNameless ? await freeUsername(person) : input.username;
  return registerNewcomer({ person, input: { ...input, username } }, requester, grantTokens);
}

function proofOf(proof: SocialTokenInput["proof"]): Proof {
  if ("id_token" in proof) return { by: "id_token", idToken: proof.id_token };
  if ("access_token" in proof) return { by: "access_token", accessToken: proof.access_token };
  const { code, code_verifier: codeVerifier, redirect_uri: redirectUri } = proof;
  return { by: "code", code, codeVerifier, redirectUri, nonce: null };
}
