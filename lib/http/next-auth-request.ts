import { readCookie } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { readBody } from "./body.ts";
import { nextPath } from "./next-path.ts";

/** What next-auth's own client sends when it wants something done. */
export type NextAuthRequest = {
  readonly csrf: { readonly cookie: string; readonly token: string };
  /** Where it wants to be led afterwards, or null where that is no known place of ours. */
  readonly next: string | null;
  /** It asks by script, and wants the address to go to as JSON. */
  readonly isScript: boolean;
};

/** Reads such a request; whatever is missing or of a wrong type is empty. Never throws. */
export async function nextAuthRequest(request: Request): Promise<NextAuthRequest> {
  const body = await readBody(request);
  const fields = body.ok ? body.value : {};
  const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : "");
  const cookie = csrfCookie(request);
  return {
    csrf: { cookie, token: text("csrfToken") },
    next: nextPath(withoutOrigin(text("callbackUrl"))),
    isScript: text("json") === "true",
  };
}

/** The cookie that next-auth compares its token with, decoded; empty where there is none that can be. */
export function csrfCookie(request: Request): string {
  try {
    return decodeURIComponent(readCookie(request.headers.get("cookie"), "next-auth.csrf-token") ?? "");
  } catch {
    return "";
  }
}

function withoutOrigin(url: string): string {
  const { APP_URL } = env();
  return url.startsWith(`${APP_URL}/`) ? url.slice(APP_URL.length) : url;
}
