import { isLoopback, isWebAddress } from "./kinds.ts";

/** One OpenID Connect provider, as OIDC_<NAME>_… describe it. */
export type OidcSetting = {
  /** <NAME> in lower case with `-` for `_`: part of the callback's address and of every identity. */
  readonly id: string;
  /** What people read on the button. */
  readonly label: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client, which PKCE alone protects. */
  readonly clientSecret: string | undefined;
};

/** The settings of one provider, by what follows `OIDC_<NAME>_`, with what each means. */
export const oidcParts = {
  ISSUER:
    "The provider's address, exactly as it names itself; it must answer below it with /.well-known/openid-configuration.",
  CLIENT_ID: "The client id there. The callback to register is APP_URL/api/auth/callback/<name>.",
  CLIENT_SECRET: "Its secret; without one it is a public client, which PKCE protects.",
  LABEL: "What its button says; the name otherwise.",
} as const;

type Source = Readonly<Record<string, string | undefined>>;
type Part = keyof typeof oidcParts;

const nameShape = /^OIDC_([A-Z][A-Z0-9_]{0,29}?)_(ISSUER|CLIENT_ID|CLIENT_SECRET|LABEL)$/;
/** What stands at /api/v1/auth/ beside the providers. */
const takenIds = ["login", "logout", "user", "token", "password", "registration"];

/** Reads every OIDC_<NAME>_…, in the order of their names; faults are added to `faults`. */
export function readOidcProviders(source: Source, faults: string[]): readonly OidcSetting[] {
  const names = new Set(Object.keys(source).flatMap((name) => nameShape.exec(name)?.[1] ?? []));
  return [...names].sort().flatMap((name) => readProvider(name, source, faults) ?? []);
}

/** Whether this variable is a setting of some provider. */
export function isOidcName(name: string): boolean {
  return nameShape.test(name);
}

/** The settings that a misspelt variable may have meant. */
export function nearOidcNames(names: readonly string[]): readonly string[] {
  const providers = new Set(names.flatMap((name) => /^OIDC_([A-Z][A-Z0-9]*)_/.exec(name)?.[1] ?? []));
  return [...providers].flatMap((name) => Object.keys(oidcParts).map((part) => `OIDC_${name}_${part}`));
}

function readProvider(name: string, source: Source, faults: string[]): OidcSetting | null {
  const part = (which: Part) => source[`OIDC_${name}_${which}`];
  const [issuer, clientId] = [part("ISSUER"), part("CLIENT_ID")];
  const id = name.toLowerCase().replaceAll("_", "-");
  const label = part("LABEL") ?? name.charAt(0) + name.slice(1).toLowerCase().replaceAll("_", " ");
  const before = faults.length;
  if (issuer === undefined) faults.push(`OIDC_${name}_ISSUER is missing: the provider's address`);
  else if (!isIssuer(issuer)) faults.push(`OIDC_${name}_ISSUER must be a full https:// address without query`);
  if (clientId === undefined) faults.push(`OIDC_${name}_CLIENT_ID is missing`);
  if (takenIds.includes(id)) faults.push(`OIDC_${name}_ISSUER: a provider cannot be called ${id}; choose another name`);
  if (/\p{Cc}/u.test(label) || label.length > 40) faults.push(`OIDC_${name}_LABEL must have at most 40 characters`);
  if (faults.length > before || issuer === undefined || clientId === undefined) return null;
  return { id, label, issuer, clientId, clientSecret: part("CLIENT_SECRET") };
}

function isIssuer(written: string): boolean {
  const url = URL.parse(written);
  if (url === null || !isWebAddress(written) || url.search !== "") return false;
  return url.protocol === "https:" || isLoopback(url);
}

/** What the rules about providers see of the parsed settings. */
export type SocialInput = {
  readonly GOOGLE_CLIENT_ID?: string | undefined;
  readonly GOOGLE_CLIENT_SECRET?: string | undefined;
  readonly GITHUB_CLIENT_ID?: string | undefined;
  readonly GITHUB_CLIENT_SECRET?: string | undefined;
};

/** Demands both halves of each pair, one provider a name, and https in public mode; faults are added to `faults`. */
export function checkSocial(
  given: SocialInput,
  { oidc, isLocal }: { readonly oidc: readonly OidcSetting[]; readonly isLocal: boolean },
  faults: string[],
): void {
  for (const name of ["GOOGLE", "GITHUB"] as const) {
    const [id, secret] = [given[`${name}_CLIENT_ID`], given[`${name}_CLIENT_SECRET`]];
    if ((id === undefined) !== (secret === undefined)) {
      faults.push(`${name}_CLIENT_ID and ${name}_CLIENT_SECRET belong together: set both, or none`);
    }
    if (id !== undefined && oidc.some((provider) => provider.id === name.toLowerCase())) {
      faults.push(`OIDC_${name}_ISSUER and ${name}_CLIENT_ID are two providers of one name: rename or remove one`);
    }
  }
  if (isLocal) return;
  for (const { id, issuer } of oidc) {
    if (!issuer.startsWith("https:")) {
      const name = id.toUpperCase().replaceAll("-", "_");
      faults.push(`OIDC_${name}_ISSUER must start with https:// while APP_URL is public`);
    }
  }
}
