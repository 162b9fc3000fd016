import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import Provider, { type Context } from "oidc-provider";
import { freePort } from "./free-port.ts";

/** Somebody with an account at the provider. */
export type ProviderAccount = {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean | undefined;
  readonly preferred_username?: string;
  readonly given_name?: string;
  readonly family_name?: string;
};

/** A real OpenID provider on the loopback; its login page asks for a subject and no password. */
export type OidcPeer = {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Names the addresses it may send people back to; before that it answers nothing. */
  register(redirectUris: readonly string[]): void;
  /** Opens an account there, or changes what it tells. */
  add(account: ProviderAccount): void;
  close(): Promise<void>;
};

/** Starts one for a single client, which is registered when its address is known. */
export async function startOidcPeer(): Promise<OidcPeer> {
  const url = `http://localhost:${await freePort()}`;
  const client = { client_id: "latchkey", client_secret: randomBytes(18).toString("hex") };
  const accounts = new Map<string, ProviderAccount>();
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk: JWK = { ...(await exportJWK(privateKey)), use: "sig" };
  let answer: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), "localhost", resolve));
  return {
    url,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    register: (redirectUris) => {
      answer = listenerOf(makeProvider(url, { ...client, redirect_uris: redirectUris }, { jwk, accounts }));
    },
    add: (account) => void accounts.set(account.sub, account),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Content = { readonly jwk: JWK; readonly accounts: ReadonlyMap<string, ProviderAccount> };

function makeProvider(url: string, client: object, { jwk, accounts }: Content): Provider {
  return new Provider(url, {
    clients: [client],
    jwks: { keys: [jwk] },
    cookies: { keys: [randomBytes(18).toString("hex")] },
    claims: {
      email: ["email", "email_verified"],
      profile: ["preferred_username", "given_name", "family_name"],
    },
    features: { devInteractions: { enabled: false }, introspection: { enabled: true } },
    interactions: { url: (_context: Context, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: Context, sub: string) => ({ accountId: sub, claims: () => accounts.get(sub) ?? { sub } }),
    loadExistingGrant,
    pkce: { required: () => true },
    ttl: { Session: 3_600, Grant: 3_600, Interaction: 600, AccessToken: 600, AuthorizationCode: 60, IdToken: 600 },
  });
}

function listenerOf(provider: Provider): RequestListener {
  const answer = provider.callback();
  return (request, response) => {
    if (request.url?.startsWith("/interaction/")) void interact(provider, request, response);
    else answer(request, response);
  };
}

/** Everybody has agreed to everything: no page asks. */
async function loadExistingGrant({ oidc }: Context) {
  const owner = { clientId: oidc.client.clientId, accountId: oidc.session.accountId };
  const grant = new oidc.provider.Grant(owner);
  grant.addOIDCScope("openid email profile");
  await grant.save();
  return grant;
}

const loginPage = `<!doctype html><html lang="en"><title>Acme</title><h1>Log in at Acme</h1>
<form method="post"><label>Account <input name="login" autofocus></label><button>Go on</button></form>
<form method="post"><button name="cancel" value="1">No, thanks</button></form></html>`;

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(loginPage);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const form = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
  const denied = { error: "access_denied", error_description: "the person said no" };
  const result = form.has("cancel") ? denied : { login: { accountId: form.get("login") ?? "" } };
  await provider.interactionFinished(request, response, result);
}
