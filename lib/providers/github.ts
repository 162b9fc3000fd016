import { z } from "zod";
import { canonicalEmail } from "#lib/identity/email-address.ts";
import { askJson } from "#lib/outgoing/ask-json.ts";
import { nameOf, type ProviderPerson } from "./person.ts";
import type { Proof } from "./proof.ts";
import type { GithubProvider } from "./provider.ts";
import { ProviderFailure } from "./provider-failure.ts";
import { tokensOf } from "./token-answer.ts";

const userShape = z.object({ id: z.int().min(1), login: z.unknown().optional() });
const emailsShape = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
const ownTokenShape = z.object({ app: z.object({ client_id: z.string() }), user: z.object({ id: z.int().min(1) }) });

/**
 * Asks GitHub who somebody is. Their address is the one of the e-mails endpoint that is primary and verified, never the one
 * of the profile (docs/security.md row 82). Throws `ProviderFailure` or `OutgoingFailure`.
 */
export async function githubPerson(
  provider: GithubProvider,
  proof: Proof,
  signal: AbortSignal,
): Promise<ProviderPerson> {
  if (proof.by === "id_token") throw new ProviderFailure("refused", "GitHub makes no ID tokens");
  const token = proof.by === "code" ? await exchange(provider, proof, signal) : proof.accessToken;
  const ownerId = proof.by === "access_token" ? await ownerOfOwnToken(provider, token, signal) : null;
  const asking = { authorization: `Bearer ${token}`, signal };
  const ask = (path: string) => askApi(`${provider.apiUrl}${path}`, asking);
  const user = userShape.safeParse(await ask("/user"));
  if (!user.success) throw new ProviderFailure("untrue", "no user in the answer");
  if (ownerId !== null && ownerId !== user.data.id) throw new ProviderFailure("untrue", "a token of somebody else");
  const emails = emailsShape.safeParse(await ask("/user/emails"));
  if (!emails.success) throw new ProviderFailure("untrue", "no addresses in the answer");
  const own = emails.data.find(({ primary, verified }) => primary && verified);
  return {
    provider: provider.id,
    subject: String(user.data.id),
    email: own ? canonicalEmail(own.email) : null,
    firstName: "",
    lastName: "",
    nickname: nameOf(user.data.login),
    authenticatedAt: null,
  };
}

async function exchange(
  { url, clientId, clientSecret }: GithubProvider,
  { code, codeVerifier, redirectUri }: Extract<Proof, { by: "code" }>,
  signal: AbortSignal,
): Promise<string> {
  const client = { client_id: clientId, client_secret: clientSecret };
  const form = { ...client, code, code_verifier: codeVerifier, redirect_uri: redirectUri };
  const reply = await askJson(`${url}/login/oauth/access_token`, { form, signal, mayBePrivate: true });
  const { access_token: token } = tokensOf(reply);
  if (token === undefined) throw new ProviderFailure("untrue", "no access token");
  return token;
}

/** GitHub's own confirmation that a token was made for this application (REST API, "Check a token"). */
async function ownerOfOwnToken(
  { apiUrl, clientId, clientSecret }: GithubProvider,
  token: string,
  signal: AbortSignal,
): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  const address = `${apiUrl}/applications/${encodeURIComponent(clientId)}/token`;
  const told = ownTokenShape.safeParse(await askApi(address, { authorization, signal, json: { access_token: token } }));
  if (!told.success || told.data.app.client_id !== clientId) {
    throw new ProviderFailure("refused", "a token for another client");
  }
  return told.data.user.id;
}

type ApiAsk = { readonly authorization: string; readonly signal: AbortSignal; readonly json?: unknown };

async function askApi(address: string, { authorization, signal, json }: ApiAsk): Promise<unknown> {
  const headers = { accept: "application/vnd.github+json", authorization };
  const { status, body } = await askJson(address, { headers, json, signal, mayBePrivate: true });
  if (status === 429 || status >= 500) throw new ProviderFailure("away", `the API answered ${status}`);
  if (status !== 200) throw new ProviderFailure("refused", `the API answered ${status}`);
  return body;
}
