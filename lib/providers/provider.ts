import { env } from "#lib/env.ts";

type Common = {
  /** Part of addresses and of every identity; never changes its meaning. */
  readonly id: string;
  /** What people read. */
  readonly label: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
};

/** A provider that speaks OpenID Connect. */
export type OidcProvider = Common & {
  readonly kind: "oidc";
  readonly issuer: string;
  /** A further spelling of itself that the provider may use in its tokens. */
  readonly otherIssuer?: string;
  /** Where the provider tells whom an access token was made for, if not by introspection (RFC 7662). */
  readonly tokenInfoUrl?: string;
};

/** GitHub, which speaks plain OAuth and has an API of its own. */
export type GithubProvider = Common & {
  readonly kind: "github";
  readonly clientSecret: string;
  readonly url: string;
  readonly apiUrl: string;
};

/** A service people can log in by. */
export type Provider = OidcProvider | GithubProvider;

/** The providers of the settings, in the order their buttons stand in. */
export function configuredProviders(): readonly Provider[] {
  return [
    ...googleOf(),
    ...githubOf(),
    ...env().OIDC_PROVIDERS.map((setting) => ({ ...setting, kind: "oidc" as const })),
  ];
}

/** The provider of this id, or null. */
export function findProvider(id: string): Provider | null {
  return configuredProviders().find((provider) => provider.id === id) ?? null;
}

/** What people call the provider of this id; the id itself where it is no longer configured. */
export function labelOf(id: string): string {
  return findProvider(id)?.label ?? id;
}

/** Whether this provider can tell that a person proved themselves just now; GitHub cannot (docs/security.md row 55). */
export function canProveFreshness({ kind }: Provider): boolean {
  return kind === "oidc";
}

function googleOf(): OidcProvider[] {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = env();
  if (clientId === undefined) return [];
  return [
    {
      ...{ kind: "oidc", id: "google", label: "Google", clientId, clientSecret },
      issuer: "https://accounts.google.com",
      otherIssuer: "accounts.google.com",
      tokenInfoUrl: "https://oauth2.googleapis.com/tokeninfo",
    },
  ];
}

function githubOf(): GithubProvider[] {
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret, GITHUB_URL: url } = env();
  if (clientId === undefined || clientSecret === undefined) return [];
  const apiUrl = url === "https://github.com" ? "https://api.github.com" : `${url}/api/v3`;
  return [{ kind: "github", id: "github", label: "GitHub", clientId, clientSecret, url, apiUrl }];
}
