import { type CookieOrder, setCookie } from "#lib/cookies.ts";
import type { Answer, Failure } from "./answer.ts";
import type { Fields } from "./body.ts";
import type { Pages } from "./door.ts";
import { type Flash, flashSeconds, sealFlash } from "./flash.ts";

type Outcome<Value> = { readonly pages: Pages<Value>; readonly value: Value; readonly fields: Fields };

/** The success of a form post: 303 to the page that comes next, with the answer's cookies. */
export function successPage<Value>(
  request: Request,
  answer: Answer,
  { pages, value, fields }: Outcome<Value>,
): Response {
  const flash: Flash = { endpoint: endpointOf(request), status: answer.status, refusals: [], values: {} };
  const to = typeof pages.done === "function" ? pages.done(value, fields) : pages.done;
  return seeOther(to, [...(answer.cookies ?? []), ...(pages.isSilent ? [] : [flashCookie(flash)])]);
}

/** The refusal of a form post: 303 back to the form, which shows the errors and the kept values. */
export function failurePage<Value>(
  request: Request,
  failure: Failure,
  { pages, fields }: { readonly pages: Pages<Value>; readonly fields: Fields },
): Response {
  const { status, code, refusals } = failure;
  const to = typeof pages.form === "function" ? pages.form(fields, code) : pages.form;
  const values = keptValues(fields, pages.keep ?? []);
  return seeOther(to, [flashCookie({ endpoint: endpointOf(request), status, refusals, values })]);
}

function keptValues(fields: Fields, names: readonly string[]): Record<string, string> {
  const kept = names.flatMap((name) => {
    const value = fields[name];
    return typeof value === "string" ? [[name, value.slice(0, 300)] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** `/api/v1/accounts/verify-registration/` is `verify-registration`. */
function endpointOf(request: Request): string {
  return new URL(request.url).pathname.split("/").filter(Boolean).at(-1) ?? "";
}

function flashCookie(flash: Flash): CookieOrder {
  return { name: "flash", value: sealFlash(flash), maxAgeSeconds: flashSeconds };
}

/** Sends a browser on with these cookies, by GET whatever the method was. */
export function seeOther(to: string, cookies: readonly CookieOrder[]): Response {
  const headers = new Headers({ location: to, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", setCookie(cookie));
  return new Response(null, { status: 303, headers });
}
