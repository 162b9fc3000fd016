import { look } from "#e2e/support/look.ts";
import { newPerson } from "#e2e/support/people.ts";
import { fill } from "./placeholders.ts";
import type { WireRequest } from "./wire.ts";
import { type LinkEndpoint, linkEndpoints, type World } from "./world.ts";

/** A request in the making. */
export type Draft = {
  /** The corpus's name of the endpoint. */
  endpoint: string;
  method: string;
  path: string;
  query: [string, string][];
  /** One that is written here replaces the one that would be sent by itself. */
  headers: [string, string][];
  cookies: Map<string, string>;
  /** The members of a JSON body; null: no body, or the one in `raw`. */
  fields: Record<string, unknown> | null;
  raw: { body: Uint8Array; contentType: string | null } | null;
  /** Names of headers that are not sent by themselves. */
  without: string[];
  trickleMs: number;
};

const behindLogin = [
  ...["logout", "password_change", "email_change", "profile_get", "profile_update"],
  ...["session_list", "session_revoke"],
];

/** The valid request to an endpoint, with fresh values and whatever session and link it needs. */
export async function baseDraft(world: World, endpoint: string): Promise<Draft> {
  const [method = "", path = ""] = (world.corpus.endpoints[endpoint] ?? "").split(" ");
  if (!path.startsWith("/")) throw new Error(`The corpus names no endpoint "${endpoint}".`);
  const session = isBehindLogin(endpoint) ? (await world.actor()).session : null;
  return {
    endpoint,
    method,
    path: await filledPath(world, path),
    query: [],
    headers: [],
    cookies: new Map(session === null ? [] : [["session", session]]),
    fields: await baseFields(world, endpoint),
    raw: null,
    without: [],
    trickleMs: 0,
  };
}

/** The members of the valid body of an endpoint, or null where it has none. */
export async function baseFields(world: World, endpoint: string): Promise<Record<string, unknown> | null> {
  const body = world.corpus.base_bodies[endpoint];
  if (body === undefined) return null;
  const { username, email } = newPerson();
  const link = new Map(isLinkEndpoint(endpoint) ? Object.entries((await world.link(endpoint)).fields) : []);
  if (endpoint === "reset_request" || endpoint === "resend_verification") await passAMinute(world);
  const values = Object.entries(body).map(([name, text]) => {
    if (text === "LINK") return [name, link.get(name)] as const;
    if (text === "NEW") return [name, username] as const;
    if (text === "NEW@example.org") return [name, email] as const;
    return [name, fill(world, text)] as const;
  });
  const own = endpoint === "password_change" ? { old_password: (await world.actor()).person.password } : {};
  return { ...Object.fromEntries(values), ...own };
}

/** Requests within a minute are merged to one mail; nothing that was asked for so far is merged with what comes. */
async function passAMinute({ app }: World): Promise<void> {
  await look(app, "UPDATE pgboss.job SET singleton_key = id::text WHERE name = 'mail' AND state = 'completed'");
}

/** Whether an endpoint is for somebody logged in. */
export function isBehindLogin(endpoint: string): boolean {
  return behindLogin.includes(endpoint);
}

/** Whether an endpoint takes a signed link. */
export function isLinkEndpoint(endpoint: string): endpoint is LinkEndpoint {
  return linkEndpoints.some((name) => name === endpoint);
}

async function filledPath(world: World, path: string): Promise<string> {
  if (path.includes("{provider}")) return path.replace("{provider}", "google");
  if (!path.includes("{id}")) return path;
  const { id } = await world.actor();
  const [session] = await look(world.app, "SELECT id FROM sessions WHERE user_id = $1::uuid", [id]);
  return path.replace("{id}", String(session?.["id"]));
}

/** The request as it goes over the wire. */
export function wireOf({ app }: Pick<World, "app">, draft: Draft): WireRequest {
  const body =
    draft.raw?.body ?? (draft.fields === null ? new Uint8Array() : Buffer.from(JSON.stringify(draft.fields)));
  const contentType = draft.raw === null ? (draft.fields === null ? null : "application/json") : draft.raw.contentType;
  const cookie = [...draft.cookies].map((pair) => pair.join("=")).join("; ");
  const automatic: [string, string][] = [
    ["Host", new URL(app.url).host],
    ["Connection", "close"],
    ...(contentType === null ? [] : [["Content-Type", contentType] satisfies [string, string]]),
    ...(body.length === 0 ? [] : [["Content-Length", String(body.length)] satisfies [string, string]]),
    ...(cookie === "" ? [] : [["Cookie", cookie] satisfies [string, string]]),
  ];
  const replaced = [...draft.headers.map(([name]) => name), ...draft.without].map((name) => name.toLowerCase());
  const kept = automatic.filter(([name]) => !replaced.includes(name.toLowerCase()));
  const { method, trickleMs } = draft;
  return { method, target: targetOf(draft), headers: [...kept, ...draft.headers], body, trickleMs };
}

function targetOf({ path, query }: Draft): string {
  if (query.length === 0) return path;
  const pairs = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${path}${path.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}
