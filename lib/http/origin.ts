import { readCookie } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";

/**
 * Whether a state-changing request comes from where it may (docs/security.md row 57, OWASP CSRF cheat sheet): its `Origin` is
 * ours or listed in FRONTEND_ORIGINS; `null` only together with `Sec-Fetch-Site: same-origin`; without an `Origin`,
 * `Sec-Fetch-Site` must be `same-origin`; with neither (no browser) JSON is taken, a form only without a session cookie.
 */
export function isAllowedOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  if (origin === "null") return site === "same-origin";
  if (origin !== null) return isOwnOrigin(request) || env().FRONTEND_ORIGINS.includes(origin);
  if (site !== null) return site === "same-origin";
  return isJson(request) || !carriesCredential(request.headers.get("cookie"));
}

function carriesCredential(cookies: string | null): boolean {
  const names = ["session", "access", "refresh"] as const;
  return names.some((name) => readCookie(cookies, name) !== null);
}

/** Whether the request says that it comes from one of our own pages: by its `Origin`, or by asking for a page. */
export function isFromOwnPage(request: Request): boolean {
  return isOwnOrigin(request) || request.headers.get("origin") === "null" || prefersHtml(request);
}

/** Whether `Accept` prefers a page to data, as browsers' form posts and navigations do. */
export function prefersHtml(request: Request): boolean {
  const first = (request.headers.get("accept") ?? "").split(",")[0]?.split(";")[0]?.trim().toLowerCase();
  return first === "text/html" || first === "application/xhtml+xml";
}

/** Whether the answer should be a page: `Accept` prefers one, and the address does not ask for data by `?format=json`. */
export function prefersPage(request: Request): boolean {
  return prefersHtml(request) && new URL(request.url).searchParams.get("format") !== "json";
}

// On loopback a page may be opened by any of the three loopback names; then Origin must equal the name used.
function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return false;
  if (origin === env().APP_URL) return true;
  return env().IS_LOCAL && origin === `http://${request.headers.get("host")}` && isLoopback(origin);
}

function isLoopback(origin: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(URL.parse(origin)?.hostname ?? "");
}

function isJson(request: Request): boolean {
  const type = request.headers.get("content-type");
  return type === null || type.toLowerCase().startsWith("application/json");
}
