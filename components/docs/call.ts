import type { DescribedOperation } from "./described.ts";

/** What came back, as the page shows it. */
export type Shown = { readonly status: string; readonly headers: readonly string[]; readonly body: string };

/** The part of a path that varies, such as `{id}`. */
export const variable = /\{\w+\}/;

const told = ["allow", "content-type", "retry-after", "www-authenticate", "x-request-id"];

/** What the person filled in: fields of the body, what varies in the path, and a token. */
export type Filled = {
  readonly fields: Readonly<Record<string, string>>;
  readonly id: string;
  readonly token: string;
};

/** Calls the endpoint as a script would, with the session of this browser unless a token is given. Never throws. */
export async function call({ method, path }: DescribedOperation, { fields, id, token }: Filled): Promise<Shown> {
  const hasBody = method !== "GET" && method !== "DELETE";
  const headers = new Headers({ accept: "application/json" });
  if (hasBody) headers.set("content-type", "application/json");
  if (token !== "") headers.set("authorization", `Bearer ${token}`);
  const init = { method, headers, ...(hasBody ? { body: JSON.stringify(given(fields)) } : {}) };
  const response = await fetch(path.replace(variable, encodeURIComponent(id)), init).catch(() => null);
  if (response === null) return { status: "No answer: the server cannot be reached.", headers: [], body: "" };
  return {
    status: `${response.status} ${response.statusText}`.trim(),
    headers: told.flatMap((name) => (response.headers.has(name) ? [`${name}: ${response.headers.get(name)}`] : [])),
    body: pretty(await response.text()),
  };
}

/** An input left empty is a field left out. */
function given(fields: Filled["fields"]): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
