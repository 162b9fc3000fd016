import type { Answer, Client, Fields } from "./api.ts";
import { makeCookieJar } from "./cookie-jar.ts";

/** Begins a login by a provider in this client's browser; the address at the provider. */
export async function leaveFor(client: Client, provider: string, extra: Fields = {}): Promise<URL> {
  const answer = await client.post("/api/v1/accounts/social-login/", { provider, ...extra });
  return departureOf(answer);
}

/** The address at the provider that an answer leads to. */
export function departureOf(answer: Answer): URL {
  if (answer.status !== 200) throw new Error(`Leaving answered ${answer.status}: ${answer.text}`);
  return new URL(answer.body.authorization_url);
}

/** Logs in at a real provider (oidc-peer.ts) as this account, or says no there; where it sends the browser back to. */
export async function logInThere(authorization: URL, account: string | null): Promise<URL> {
  const jar = makeCookieJar();
  const ask = async (url: URL, body?: URLSearchParams): Promise<URL> => {
    const cookie = jar.header();
    const headers = cookie === null ? {} : { cookie };
    const init = { headers, redirect: "manual" as const, ...(body ? { method: "POST", body } : {}) };
    const response = await fetch(url, init);
    const text = await response.text();
    jar.keep(response.headers.getSetCookie());
    const location = response.headers.get("location");
    if (location === null) throw new Error(`The provider answered ${response.status}: ${text.slice(0, 500)}`);
    return new URL(location, url);
  };
  const interaction = await ask(authorization);
  const form = new URLSearchParams(account === null ? { cancel: "1" } : { login: account });
  return ask(await ask(interaction, form));
}

/** Follows a provider's redirect back to the application. */
export function comeBack(
  client: Client,
  callback: URL,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return client.get(callback.pathname + callback.search, { headers: { accept: "text/html", ...headers } });
}

/** The whole way: leave, log in there, come back. */
export async function goThrough(client: Client, provider: string, account: string): Promise<Answer> {
  return comeBack(client, await logInThere(await leaveFor(client, provider), account));
}

/** Where an answer leads. */
export function locationOf({ headers, status, text }: Answer): string {
  const location = headers.get("location");
  if (location === null) throw new Error(`No redirect but ${status}: ${text.slice(0, 500)}`);
  return location;
}
