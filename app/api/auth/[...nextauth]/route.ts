import type { NextRequest } from "next/server";
import { guarded, refusedAnswer } from "#lib/http/endpoint.ts";
import { nextAuthRead, nextAuthSignOut } from "#lib/http/next-auth-client.ts";
import { nextAuthSignIn } from "#lib/http/next-auth-sign-in.ts";
import { isAllowedOrigin } from "#lib/http/origin.ts";
import { socialCallback } from "#lib/http/social-callback.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Reads the session and the lists that next-auth's client asks for, and takes back whom a provider sends. */
export function GET(request: NextRequest, context: Context): Promise<Response> {
  return guarded(request, async () => {
    const [action = "", provider] = (await context.params).nextauth;
    if (action === "callback" && provider !== undefined) return socialCallback(request, provider);
    if (provider === undefined && isReading(action)) return nextAuthRead(request, action);
    return refusedAnswer(request, "not_found");
  });
}

/** Nothing: to look at where a provider sends people back to must not end their handshake. */
export function HEAD(request: NextRequest): Promise<Response> {
  return guarded(request, () => refusedAnswer(request, "method_not_allowed", { method: "HEAD", allow: "GET, POST" }));
}

/** Begins a login by a provider, or logs out, for next-auth's client: both with its CSRF token and from an origin of ours. */
export function POST(request: NextRequest, context: Context): Promise<Response> {
  return guarded(request, async () => {
    const [action = "", provider] = (await context.params).nextauth;
    if (!isAllowedOrigin(request)) return refusedAnswer(request, "csrf_failed");
    if (action === "signin" && provider !== undefined) return nextAuthSignIn(request, provider);
    if (action === "signout" && provider === undefined) return nextAuthSignOut(request);
    return refusedAnswer(request, "not_found");
  });
}

// Its own pages, and its logins by e-mail and password, do not exist here (docs/security.md row 70).
function isReading(action: string): action is "session" | "csrf" | "providers" {
  return ["session", "csrf", "providers"].includes(action);
}
