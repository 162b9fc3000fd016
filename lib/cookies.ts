import { env } from "#lib/env.ts";

/**
 * The cookies we set; `locale` and `theme` hold the language and the colours chosen for pages; `access` and `refresh` are under
 * the names that JWT_AUTH_COOKIE and JWT_AUTH_REFRESH_COOKIE give. `social` is ours and the `next-auth.…` ones are that package's, for the few minutes of a handshake with a provider.
 */
export type CookieName =
  | ("session" | "reg" | "device" | "flash" | "locale" | "theme" | "access" | "refresh" | "social")
  | `next-auth.${"state" | "pkce.code_verifier" | "nonce" | "csrf-token" | "callback-url"}`;

/** What a `Set-Cookie` header needs to know; `maxAgeSeconds: 0` removes the cookie. */
export type CookieOrder = { readonly name: CookieName; readonly value: string; readonly maxAgeSeconds: number };

/** The name on the wire: with https it has the `__Host-` prefix (RFC 6265bis §4.1.3.2), on loopback it is bare. */
export function wireName(name: CookieName): string {
  const bare = bareName(name);
  if (bare === undefined) throw new Error(`the settings do without the cookie ${name}`);
  return isSecure() ? `__Host-${bare}` : bare;
}

/** Whether the settings use this cookie: the two of the access and refresh tokens are optional. */
export function isCookieUsed(name: CookieName): boolean {
  return bareName(name) !== undefined;
}

function bareName(name: CookieName): string | undefined {
  if (name === "access") return env().JWT_AUTH_COOKIE;
  return name === "refresh" ? env().JWT_AUTH_REFRESH_COOKIE : name;
}

/** Whether cookies are for https only: everywhere but on loopback. */
export function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}

/** A `Set-Cookie` value: HttpOnly, SameSite=Lax, Path=/, no Domain, Secure with https. */
export function setCookie({ name, value, maxAgeSeconds }: CookieOrder): string {
  const secure = isSecure() ? "; Secure" : "";
  return `${wireName(name)}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The value of one of our cookies in a `Cookie` header, or null. The first wins, as browsers send the most specific first. */
export function readCookie(header: string | null, name: CookieName): string | null {
  if (!isCookieUsed(name)) return null;
  const wanted = `${wireName(name)}=`;
  for (const pair of (header ?? "").split(";")) {
    const text = pair.trim();
    if (text.startsWith(wanted)) return text.slice(wanted.length);
  }
  return null;
}
