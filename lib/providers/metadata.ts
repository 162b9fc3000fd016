import { z } from "zod";
import { nowSeconds } from "#lib/clock.ts";
import { askJson, mayAsk } from "#lib/outgoing/ask-json.ts";
import type { OidcProvider } from "./provider.ts";
import { ProviderFailure } from "./provider-failure.ts";

const endpoint = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && mayAsk(url);
});

const metadataShape = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  introspection_endpoint: endpoint.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});

/** What an OpenID provider says about itself (OpenID Connect Discovery §3). */
export type Metadata = Readonly<z.infer<typeof metadataShape>>;

const keptSeconds = 600;
const kept = new Map<string, { readonly metadata: Metadata; readonly until: number }>();

/** The provider's metadata, asked for at most every ten minutes; what failed is asked for again. Throws `ProviderFailure`. */
export async function metadataOf(provider: OidcProvider, signal: AbortSignal): Promise<Metadata> {
  const known = kept.get(provider.issuer);
  if (known && known.until > nowSeconds()) return known.metadata;
  const address = `${provider.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const { status, body } = await askJson(address, { signal, mayBePrivate: true });
  if (status !== 200) throw new ProviderFailure("away", `discovery answered ${status}`);
  const metadata = metadataShape.safeParse(body);
  if (!metadata.success) throw new ProviderFailure("untrue", "discovery lacks an endpoint, or names a wrong one");
  if (withoutSlash(metadata.data.issuer) !== withoutSlash(provider.issuer)) {
    throw new ProviderFailure("untrue", "discovery speaks for another issuer");
  }
  kept.set(provider.issuer, { metadata: metadata.data, until: nowSeconds() + keptSeconds });
  return metadata.data;
}

/** Whether an address lies at the host that the operator named: that one may be in a private network. */
export function isOwnHost(provider: OidcProvider, address: string): boolean {
  return URL.parse(address)?.host === URL.parse(provider.issuer)?.host;
}

function withoutSlash(issuer: string): string {
  return issuer.replace(/\/$/, "");
}
