import { readCookie, setCookie } from "#lib/cookies.ts";
import { jsonAnswer } from "./answer.ts";
import { readBody } from "./body.ts";
import { ownPage } from "./next-path.ts";
import { isAllowedOrigin, prefersHtml } from "./origin.ts";

/** The colours a person can choose; `system` follows the device. */
export type Theme = "system" | "light" | "dark";

const yearSeconds = 365 * 86_400;

/** The colours that the browser of this `Cookie` header chose. */
export function themeOf(cookies: string | null): Theme {
  const value = readCookie(cookies, "theme");
  return value === "light" || value === "dark" ? value : "system";
}

/**
 * Keeps a choice of colours (`theme`) in this browser for a year; what is no choice counts as `system`, which forgets it. A
 * form is led back to its page (`page`), a script gets 204. 403 for a foreign origin.
 */
export async function chooseTheme(request: Request): Promise<Response> {
  if (!isAllowedOrigin(request)) return jsonAnswer(403, { detail: "CSRF Failed: Origin checking failed." });
  const body = await readBody(request);
  const fields = body.ok ? body.value : {};
  const theme: Theme = fields["theme"] === "light" || fields["theme"] === "dark" ? fields["theme"] : "system";
  const maxAgeSeconds = theme === "system" ? 0 : yearSeconds;
  const headers = new Headers({ "set-cookie": setCookie({ name: "theme", value: theme, maxAgeSeconds }) });
  if (!prefersHtml(request)) return new Response(null, { status: 204, headers });
  headers.set("location", ownPage(fields));
  return new Response(null, { status: 303, headers });
}
