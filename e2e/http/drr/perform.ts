import { type Answer, type Client, clientOf, type Fields } from "#e2e/support/api.ts";
import type { CaseRequest, DrrCase } from "./case-shape.ts";
import { signedOf, signedParameters } from "./signed-parameters.ts";
import { insertSession, registrantSecret, type World } from "./world.ts";

const api = "/api/v1/accounts";

/** What came of a case's request, and the client that made it. */
export type Outcome = { readonly answer: Answer; readonly client: Client };

/** How a difference asks otherwise than the case. */
export type Asking = {
  readonly request?: Partial<CaseRequest>;
  /** Sends the registrant cookie of the first user: the browser that signed up. */
  readonly isRegistrant?: true;
};

/** Brings about what the case presupposes, makes its earlier requests, then its request. */
export async function perform(world: World, { given, request: asked }: DrrCase, asking: Asking = {}): Promise<Outcome> {
  const request = { ...asked, ...asking.request };
  await beginEmailChange(world, request);
  const client = clientOf(world.app);
  if (asking.isRegistrant) client.cookies.put("reg", registrantSecret);
  const credentials = await authenticate(world, client, { request, given });
  const asBrowser = given.prefix === undefined ? {} : { accept: "text/html", origin: world.app.url };
  const headers = { ...credentials, ...asBrowser };
  const fields = await filledIn(world, request.json);
  for (const prior of given.prior_requests) {
    const changed = prior === "same" ? {} : prior.same_with;
    await send(client, request, { headers, fields: { ...fields, ...changed } });
  }
  return { answer: await send(client, request, { headers, fields }), client };
}

type Sent = { readonly headers: Readonly<Record<string, string>>; readonly fields: Fields | undefined };

function send(client: Client, { method, path, encoding }: CaseRequest, { headers, fields }: Sent): Promise<Answer> {
  if (fields === undefined) return client.send(method, api + path, { headers });
  if (encoding !== "query") return client.send(method, api + path, { headers, fields, as: encoding });
  const query = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  return client.send(method, `${api}${path}?${query.toString()}`, { headers });
}

/** Ours knows a pending change: a link for a new address presupposes that its owner asked for it. */
async function beginEmailChange(world: World, { json }: CaseRequest): Promise<void> {
  const signed = signedOf(json);
  if (signed?.purpose !== "register-email") return;
  const owner = clientOf(world.app);
  owner.cookies.put("session", await insertSession(world.app, await known(world, signed.user), "cookie"));
  const answer = await owner.post(`${api}/register-email/`, { email: signed.email });
  if (answer.status !== 200) throw new Error(`register-email/ answered ${answer.status}: ${answer.text}`);
}

/** By the API token where only tokens authenticate and the user has one, else by a session. */
async function authenticate(world: World, client: Client, { request, given }: Pick<DrrCase, "request" | "given">) {
  const { auth } = request;
  if (auth === null) return {};
  const token = given.authentication === "token only" ? world.tokenOf(auth) : undefined;
  if (token !== undefined) return { authorization: `Token latchkey_${token}` };
  client.cookies.put("session", await insertSession(world.app, await known(world, auth), "cookie"));
  return {};
}

async function known(world: World, ref: string): Promise<string> {
  const id = await world.idOf(ref);
  if (id === null) throw new Error(`The case has no user ${ref}`);
  return id;
}

/** The body as it is sent: `$signed` becomes its parameters. A `$record` is an adopter's own and stays as it stands. */
async function filledIn(world: World, json: CaseRequest["json"]): Promise<Fields | undefined> {
  if (json === null) return undefined;
  const signed = signedOf(json);
  const { $signed: _signed, ...rest } = json;
  const unknown = Object.keys(rest).filter((name) => name.startsWith("$"));
  if (unknown.length > 0) throw new Error(`Unknown word in a body: ${unknown.join(", ")}`);
  return signed ? { ...(await signedParameters(world, signed)), ...rest } : rest;
}
