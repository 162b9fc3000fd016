import { env } from "#lib/env.ts";

/** The cookies we set ourselves. */
export type CookieName = "session" | "reg" | "device" | "flash";

/** What a `Set-Cookie` header needs to know; `maxAgeSeconds: 0` removes the cookie. */
export type CookieOrder = { readonly name: CookieName; readonly value: string; readonly maxAgeSeconds: number };

/** The name on the wire: with https it has the `__Host-` prefix (RFC 6265bis §4.1.3.2), on loopback it is bare (contract §4). */
export function wireName(name: CookieName): string {
  return isSecure() ? `__Host-${name}` : name;
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
  const wanted = `${wireName(name)}=`;
  for (const pair of (header ?? "").split(";")) {
    const text = pair.trim();
    if (text.startsWith(wanted)) return text.slice(wanted.length);
  }
  return null;
}
