import { z } from "zod";
import { askJson, type Reply } from "#lib/outgoing/ask-json.ts";
import { verifiedClaims } from "./id-token.ts";
import { isOwnHost, type Metadata, metadataOf } from "./metadata.ts";
import { type Claims, claimsOf, type ProviderPerson, personOf } from "./person.ts";
import type { Proof } from "./proof.ts";
import type { OidcProvider } from "./provider.ts";
import { ProviderFailure } from "./provider-failure.ts";
import { basicAuthorization, tokensOf } from "./token-answer.ts";

/** Asks an OpenID provider who somebody is. Throws `ProviderFailure` or `OutgoingFailure`. */
export async function oidcPerson(provider: OidcProvider, proof: Proof, signal: AbortSignal): Promise<ProviderPerson> {
  if (proof.by === "code") return personByCode(provider, proof, signal);
  if (proof.by === "access_token") return personByAccessToken(provider, proof.accessToken, signal);
  const claims = await verifiedClaims(provider, { idToken: proof.idToken, nonce: null, signal });
  return personOf(provider.id, claimsOf(claims));
}

async function personByCode(
  provider: OidcProvider,
  proof: Extract<Proof, { by: "code" }>,
  signal: AbortSignal,
): Promise<ProviderPerson> {
  const metadata = await metadataOf(provider, signal);
  const address = metadata.token_endpoint;
  const reply = await askJson(address, {
    ...clientAuthentication(provider, metadata, {
      grant_type: "authorization_code",
      code: proof.code,
      code_verifier: proof.codeVerifier,
      redirect_uri: proof.redirectUri,
    }),
    ...{ signal, mayBePrivate: isOwnHost(provider, address) },
  });
  const { id_token: idToken, access_token: accessToken } = tokensOf(reply);
  if (idToken === undefined) throw new ProviderFailure("untrue", "no ID token");
  const claims = claimsOf(await verifiedClaims(provider, { idToken, nonce: proof.nonce, signal }));
  // By default many providers tell the address only there (Core §5.4).
  if (claims.email_verified !== undefined || accessToken === undefined) return personOf(provider.id, claims);
  const told = await userinfo(provider, { metadata, accessToken, signal });
  return personOf(provider.id, told === null ? claims : joined(claims, told));
}

/** Only where the provider confirms that the token was made for us: else any application's token would log in (docs/security.md row 82). */
async function personByAccessToken(
  provider: OidcProvider,
  accessToken: string,
  signal: AbortSignal,
): Promise<ProviderPerson> {
  const metadata = await metadataOf(provider, signal);
  const subject = await subjectOfOwnToken(provider, { metadata, accessToken, signal });
  const told = await userinfo(provider, { metadata, accessToken, signal });
  if (told === null) throw new ProviderFailure("refused", "the provider has no userinfo endpoint");
  if (subject !== undefined && subject !== told.sub) throw new ProviderFailure("untrue", "userinfo of somebody else");
  return personOf(provider.id, told);
}

type Asking = { readonly metadata: Metadata; readonly accessToken: string; readonly signal: AbortSignal };

const tokenInfoShape = z.object({ aud: z.string(), sub: z.string().optional() });
const introspectionShape = z.object({ active: z.literal(true), client_id: z.string(), sub: z.string().optional() });

async function subjectOfOwnToken(
  provider: OidcProvider,
  { metadata, accessToken, signal }: Asking,
): Promise<string | undefined> {
  const { tokenInfoUrl, clientId } = provider;
  if (tokenInfoUrl !== undefined) {
    const form = { access_token: accessToken };
    const reply = await askJson(tokenInfoUrl, { form, signal, mayBePrivate: false });
    const told = tokenInfoShape.safeParse(bodyOf(reply));
    if (!told.success || told.data.aud !== clientId) throw new ProviderFailure("refused", "a token for another client");
    return told.data.sub;
  }
  const address = metadata.introspection_endpoint;
  if (address === undefined) throw new ProviderFailure("refused", "the provider confirms no audience");
  const asked = clientAuthentication(provider, metadata, { token: accessToken, token_type_hint: "access_token" });
  const reply = await askJson(address, { ...asked, signal, mayBePrivate: isOwnHost(provider, address) });
  const told = introspectionShape.safeParse(bodyOf(reply));
  if (!told.success || told.data.client_id !== clientId)
    throw new ProviderFailure("refused", "a token for another client");
  return told.data.sub;
}

async function userinfo(provider: OidcProvider, { metadata, accessToken, signal }: Asking): Promise<Claims | null> {
  const address = metadata.userinfo_endpoint;
  if (address === undefined) return null;
  const headers = { authorization: `Bearer ${accessToken}` };
  return claimsOf(bodyOf(await askJson(address, { headers, signal, mayBePrivate: isOwnHost(provider, address) })));
}

// Core §5.3.4: userinfo may be of somebody else, so the subjects must be the same. The time of login is the ID token's.
function joined(claims: Claims, told: Claims): Claims {
  if (told.sub !== claims.sub) throw new ProviderFailure("untrue", "userinfo of somebody else");
  return { ...told, auth_time: claims.auth_time };
}

function bodyOf({ status, body }: Reply): unknown {
  if (status === 429 || status >= 500) throw new ProviderFailure("away", `it answered ${status}`);
  if (status !== 200) throw new ProviderFailure("refused", `it answered ${status}`);
  return body;
}

/** RFC 6749 §2.3.1: by header where the provider takes that, else in the form; a public client only names itself. */
function clientAuthentication(
  { clientId, clientSecret }: OidcProvider,
  metadata: Metadata,
  form: Readonly<Record<string, string>>,
) {
  if (clientSecret === undefined) return { form: { ...form, client_id: clientId } };
  const methods = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  if (!methods.includes("client_secret_basic")) {
    return { form: { ...form, client_id: clientId, client_secret: clientSecret } };
  }
  return { form, headers: { authorization: basicAuthorization(clientId, clientSecret) } };
}
