import type { NextAuthOptions } from "next-auth";
import { decode, encode, type JWT, type JWTDecodeParams, type JWTEncodeParams } from "next-auth/jwt";
import { isSecure, wireName } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { derivedKeys } from "#lib/keys.ts";
import { secretHash } from "#lib/secrets.ts";
import { sessionCookieSeconds } from "./open-session.ts";
import { principalOfToken } from "./principal.ts";
import { deleteSessionByToken } from "./session-store.ts";

/**
 * next-auth's options. Its session cookie IS our opaque session token: `decode` looks the session up, `encode` gives back
 * the token it was given, so `getServerSession` and `/api/auth/session` follow our rows and a revoked session is dead there
 * too. There is no e-mail and no Credentials provider: logging in is `login/`'s business (security.md row 70).
 */
export function nextAuthOptions(): NextAuthOptions {
  return {
    secret: Buffer.from(derivedKeys("next-auth/v1")[0] ?? []).toString("base64"),
    providers: [],
    pages: { signIn: env().LOGIN_URL, signOut: "/logout", error: env().LOGIN_URL },
    session: { strategy: "jwt", maxAge: sessionCookieSeconds },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: {
        name: wireName("session"),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() },
      },
    },
    jwt: { encode: encodeSession, decode: decodeSession },
    callbacks: {
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub ?? "" } }),
    },
    events: { signOut: async ({ token }) => endSessionOf(token) },
  };
}

// With a salt it is one of next-auth's own short-lived cookies (state, PKCE, nonce): those stay its own JWTs.
async function encodeSession(params: JWTEncodeParams): Promise<string> {
  if (params.salt) return encode(params);
  const opaque = params.token?.["opaque"];
  if (typeof opaque !== "string") throw new Error("only our own doors open sessions");
  return opaque;
}

async function decodeSession(params: JWTDecodeParams): Promise<JWT | null> {
  if (params.salt) return decode(params);
  const principal = await principalOfToken(params.token ?? null, "cookie");
  if (!principal || params.token === undefined) return null;
  const name = principal.username ?? principal.email;
  return { sub: principal.userId, name, email: principal.email, opaque: params.token };
}

async function endSessionOf(token: JWT | undefined): Promise<void> {
  const opaque = token?.["opaque"];
  if (typeof opaque === "string") await deleteSessionByToken(secretHash(opaque));
}
