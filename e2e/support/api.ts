import { type CookieJar, makeCookieJar } from "./cookie-jar.ts";
import type { Place } from "./place.ts";

/** The fields of a body. */
export type Fields = Readonly<Record<string, unknown>>;

/** What is sent and how; a form takes only strings. `text` sends a body as it stands (with one's own Content-Type). */
export type Sending = {
  readonly fields?: Fields;
  readonly as?: "json" | "form" | "multipart";
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
};

/** What came back. `body` is the parsed JSON, or undefined where the answer is none. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly setCookies: readonly string[];
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test names what it expects of a foreign body
  readonly body: any;
};

/** One HTTP client with its own cookies, as one browser or one program. It follows no redirect. */
export type Client = {
  readonly cookies: CookieJar;
  get(path: string, sending?: Sending): Promise<Answer>;
  post(path: string, fields?: Fields, sending?: Sending): Promise<Answer>;
  /** Any method, with or without a body. */
  send(method: string, path: string, sending?: Sending): Promise<Answer>;
};

/** A client of the application at this place. */
export function clientOf(place: Pick<Place, "url">): Client {
  const cookies = makeCookieJar();
  const send: Client["send"] = async (method, path, sending = {}) => {
    const { body, contentType } = encode(sending);
    const headers = new Headers({ ...(contentType ? { "content-type": contentType } : {}), ...sending.headers });
    const sent = cookies.header();
    if (sent !== null && !headers.has("cookie")) headers.set("cookie", sent);
    const init = { method, headers, redirect: "manual" as const, ...(body === undefined ? {} : { body }) };
    const answer = await read(await fetch(place.url + path, init));
    cookies.keep(answer.setCookies);
    return answer;
  };
  return {
    cookies,
    send,
    get: (path, sending) => send("GET", path, sending),
    post: (path, fields = {}, sending) => send("POST", path, { ...sending, fields }),
  };
}

/** The same client, as a script of one of the application's own pages sends. */
export function asOurPage(client: Client, { url }: Pick<Place, "url">): Client {
  const headers = { origin: url, "sec-fetch-site": "same-origin" };
  return { ...client, post: (path, fields, sending) => client.post(path, fields, { ...sending, headers }) };
}

function encode({ fields, as = "json", text }: Sending) {
  if (text !== undefined) return { body: text };
  if (fields === undefined) return {};
  if (as === "json") return { body: JSON.stringify(fields), contentType: "application/json" };
  const form = as === "form" ? new URLSearchParams() : new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  return { body: form };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  const { status, headers } = response;
  return {
    status,
    headers,
    setCookies: headers.getSetCookie(),
    text,
    body: isJson && text !== "" ? JSON.parse(text) : undefined,
  };
}
