import type { KeyObject } from "node:crypto";
import NextAuth, { type NextAuthOptions } from "next-auth";
import { decode, type JWT, type JWTDecodeParams, type JWTEncodeParams } from "next-auth/jwt";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { type CookieName, isSecure, wireName } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { derivedKeys } from "#lib/keys.ts";
import { log } from "#lib/log.ts";
import { configuredProviders } from "#lib/providers/provider.ts";
import { secretHash } from "#lib/secrets.ts";
import { callNextAuth, type NextAuthAnswer, type NextAuthCall } from "./next-auth-call.ts";
import { sessionCookieSeconds } from "./open-session.ts";
import { principalOfCookie } from "./principal.ts";

/** A provider as next-auth needs it for one handshake (handshake.ts makes it). */
export type HandshakeProvider = OAuthConfig<Readonly<Record<string, unknown>>>;

/** A handshake with a provider is over after so many seconds, and happens once (docs/security.md row 81). */
export const handshakeSeconds = 600;

/** What the options need of the place they are used in. */
type Use = {
  /** The path a browser may be sent to, or null (docs/security.md row 63). */
  readonly safePath: (path: string | null) => string | null;
  readonly providers?: NextAuthOptions["providers"];
  readonly key?: KeyObject | undefined;
};

/** Answers what next-auth's own client asks for: who is logged in, its CSRF token, the providers; and judges that token at a log-out. */
export function clientStep(call: NextAuthCall, safePath: Use["safePath"]): Promise<NextAuthAnswer> {
  return callNextAuth(NextAuth(nextAuthOptions({ safePath })), call);
}

/**
 * next-auth's options. Its session cookie IS our opaque session token: `decode` looks the session up, `encode` gives back
 * the token it was given, so `/api/auth/session` follows our rows and a revoked session is dead there too. There is no
 * e-mail and no Credentials provider: logging in is `login/`'s business (docs/security.md row 70).
 */
function nextAuthOptions({
  safePath,
  providers = configuredProviders().map(named),
  key = derivedKeys("next-auth/v1")[0],
}: Use): NextAuthOptions {
  return {
    secret: secretOf(key),
    providers,
    pages: { signIn: env().LOGIN_URL, signOut: "/logout", error: env().LOGIN_URL },
    session: { strategy: "jwt", maxAge: sessionCookieSeconds },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: cookie("session"),
      state: cookie("next-auth.state", handshakeSeconds),
      pkceCodeVerifier: cookie("next-auth.pkce.code_verifier", handshakeSeconds),
      nonce: cookie("next-auth.nonce", handshakeSeconds),
      csrfToken: cookie("next-auth.csrf-token"),
      callbackUrl: cookie("next-auth.callback-url"),
    },
    jwt: { encode: encodeSession, decode: decodeSession },
    callbacks: {
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub ?? "" } }),
      redirect: ({ url, baseUrl }) =>
        baseUrl + (safePath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url) ?? "/"),
    },
    // Its own logger writes whole profiles and errors to the console (docs/security.md row 86).
    logger: { error: noteError, warn: () => {}, debug: () => {} },
  };
}

/** Runs one step of a handshake through next-auth: it makes and checks state, PKCE and nonce (docs/security.md row 81). */
export async function handshakeStep(
  provider: HandshakeProvider,
  call: NextAuthCall,
  onPerson: (subject: string) => void = () => {},
): Promise<NextAuthAnswer> {
  const key = await keyOf(call.cookies[wireName("next-auth.state")]);
  const options = nextAuthOptions({ safePath: () => null, providers: [provider], key });
  // What follows from knowing who somebody is happens in our use cases, and so do the cookies: next-auth only leads away.
  const signIn: NonNullable<NextAuthOptions["callbacks"]>["signIn"] = ({ user }) => {
    onPerson(user.id);
    return "/";
  };
  return callNextAuth(NextAuth({ ...options, callbacks: { ...options.callbacks, signIn } }), call);
}

/** next-auth's CSRF token for a handshake that our own origin rule has let through, as its cookie and its field. */
export function mintCsrf(token: string): { readonly cookie: string; readonly token: string } {
  const digest = Buffer.from(secretHash(`${token}${secretOf(derivedKeys("next-auth/v1")[0])}`)).toString("hex");
  return { cookie: `${token}|${digest}`, token };
}

// That a session has ended is no error; next-auth says so at every request that brings its cookie.
function noteError(code: string): void {
  if (code !== "JWT_SESSION_ERROR") log.info("next_auth", { code });
}

function secretOf(key: KeyObject | undefined): string {
  return key?.export().toString("base64") ?? "";
}

// next-auth knows one secret. A handshake begun before the keys were rotated, or at another replica meanwhile, still ends well.
async function keyOf(stateCookie: string | undefined): Promise<KeyObject | undefined> {
  if (stateCookie === undefined) return undefined;
  for (const key of derivedKeys("next-auth/v1")) {
    const opening = { token: stateCookie, secret: secretOf(key), salt: wireName("next-auth.state") };
    if (await decode(opening).catch(() => null)) return key;
  }
  return undefined;
}

// Only for the list at `/api/auth/providers`: a handshake brings a provider of its own with all its addresses.
function named({ id, label }: { readonly id: string; readonly label: string }): HandshakeProvider {
  return { id, name: label, type: "oauth", profile: () => ({ id: "" }) };
}

function cookie(name: CookieName, maxAge?: number) {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
  return { name: wireName(name), options: maxAge === undefined ? options : { ...options, maxAge } };
}

async function encodeSession({ token }: JWTEncodeParams): Promise<string> {
  const opaque = token?.["opaque"];
  if (typeof opaque !== "string") throw new Error("only our own doors open sessions");
  return opaque;
}

async function decodeSession({ token }: JWTDecodeParams): Promise<JWT | null> {
  const principal = await principalOfCookie(token ?? null);
  if (!principal || token === undefined) return null;
  const name = principal.username ?? principal.email;
  return { sub: principal.userId, name, email: principal.email, opaque: token };
}
