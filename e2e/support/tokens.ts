import { createHmac, hkdfSync, randomUUID } from "node:crypto";
import { type Answer, clientOf } from "./api.ts";
import type { Mailbox } from "./mailbox.ts";
import { activePerson, type Person } from "./people.ts";
import type { Place } from "./place.ts";

/** A pair as `/api/v1/auth/login/` answers it. */
export type Tokens = { readonly access: string; readonly refresh: string };

/** The header that carries an access token. */
export function bearer(token: string): { readonly headers: Readonly<Record<string, string>> } {
  return { headers: { authorization: `Bearer ${token}` } };
}

/** Logs in by the auth face; the tokens of the answer. Each call is a session of its own. */
export async function logInForTokens(place: Place, { username, password }: Person): Promise<Tokens> {
  const answer = await clientOf(place).post("/api/v1/auth/login/", { username, password });
  if (answer.status !== 200) throw new Error(`Logging in answered ${answer.status}: ${answer.text}`);
  return answer.body;
}

/** A person with an active account and the tokens of one session. */
export async function personWithTokens(place: Place, mailbox: Mailbox) {
  const active = await activePerson(place, mailbox);
  return { ...active, tokens: await logInForTokens(place, active.person) };
}

/** Exchanges a refresh token. */
export function refresh(place: Place, token: string): Promise<Answer> {
  return clientOf(place).post("/api/v1/auth/token/refresh/", { refresh: token });
}

/** Asks for the user object with an access token. */
export function userBy(place: Place, access: string): Promise<Answer> {
  return clientOf(place).get("/api/v1/auth/user/", bearer(access));
}

/** What a token says of itself. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

/** How a test signs a token of its own: with the application's own key unless it says otherwise. */
export type Forgery = {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: Uint8Array;
  readonly digest?: "sha256" | "sha512";
};

/** A token with these claims, signed by hand, without the library that the application uses. */
export function forgedToken(place: Place, claims: object, { header, key, digest = "sha256" }: Forgery = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part(header ?? { alg: "HS256", typ: "JWT" })}.${part({ jti: randomUUID(), ...claims })}`;
  return `${text}.${createHmac(digest, key ?? accessKeyOf(place))
    .update(text)
    .digest("base64url")}`;
}

/** The subkey that the application signs access tokens with. */
function accessKeyOf(place: Place): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", Buffer.from(place.secretKey, "base64"), "", "access-token/v1", 32));
}
