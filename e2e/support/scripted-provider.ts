import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

/** One request that reached the provider. */
export type Asked = {
  readonly path: string;
  readonly method: string;
  readonly authorization: string | undefined;
  readonly form: Readonly<Record<string, string>>;
};

/** What one path answers: JSON with a status, or anything else by hand. */
export type Script =
  | { readonly status?: number; readonly body: unknown }
  | ((asked: Asked, response: ServerResponse) => void);

/** An OpenID provider that says what a test tells it to, however untrue. It also plays GitHub's API by its paths. */
export type ScriptedProvider = {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** What a path answers from now on, instead of the truth. */
  answer(path: string, script: Script): void;
  /** An ID token signed by the provider's own key; claims replace the honest ones, undefined removes one. */
  idToken(claims?: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, string>>): Promise<string>;
  /** The next code is answered with this ID token. */
  tell(idToken: string, more?: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
};

/** Starts one on a free port of the loopback. `clientId` is the audience of its honest ID tokens. */
export async function startScriptedProvider({ clientId }: { readonly clientId: string }): Promise<ScriptedProvider> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: "honest", alg: "ES256", use: "sig" };
  const scripts = new Map<string, Script>();
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readAsked(request).then((ask) => {
      asked.push(ask);
      const script = scripts.get(ask.path) ?? { status: 404, body: { error: "not_found" } };
      if (typeof script === "function") return script(ask, response);
      response.writeHead(script.status ?? 200, { "content-type": "application/json" }).end(JSON.stringify(script.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
  const answer = (path: string, script: Script) => void scripts.set(path, script);
  answer("/.well-known/openid-configuration", { body: discovery(url) });
  answer("/keys", { body: { keys: [jwk] } });
  answer("/userinfo", { body: { sub: "subject-1" } });
  return {
    url,
    asked,
    answer,
    idToken: (claims, header) => {
      const now = Math.floor(Date.now() / 1000);
      const honest = { iss: url, aud: clientId, sub: "subject-1", iat: now, exp: now + 300 };
      return new SignJWT({ ...honest, ...claims })
        .setProtectedHeader({ alg: "ES256", kid: "honest", ...header })
        .sign(privateKey);
    },
    tell: (idToken, more) =>
      answer("/token", { body: { token_type: "Bearer", access_token: "access", id_token: idToken, ...more } }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a provider at this address says about itself. */
export function discovery(url: string): Readonly<Record<string, unknown>> {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/keys`,
    userinfo_endpoint: `${url}/userinfo`,
    introspection_endpoint: `${url}/introspect`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256"],
  };
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return {
    path: (request.url ?? "").split("?", 1)[0] ?? "",
    method: request.method ?? "",
    authorization: request.headers.authorization,
    form: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8"))),
  };
}
