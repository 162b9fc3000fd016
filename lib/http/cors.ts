import { env } from "#lib/env.ts";

/**
 * Adds the CORS headers for front ends listed in FRONTEND_ORIGINS, and nothing at all while that list is empty (security.md
 * row 59). Exact origins only, never `*`. A browser sends cookies only for the same site; other sites use Bearer.
 */
export function withCors(request: Request, response: Response): Response {
  const { FRONTEND_ORIGINS: listed } = env();
  if (listed.length === 0) return response;
  response.headers.append("vary", "Origin");
  const origin = request.headers.get("origin");
  if (origin === null || !listed.includes(origin)) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.set("access-control-allow-credentials", "true");
  response.headers.set("access-control-expose-headers", "Retry-After, X-Request-Id");
  if (request.method === "OPTIONS") {
    response.headers.set("access-control-allow-methods", response.headers.get("allow") ?? "");
    response.headers.set("access-control-allow-headers", "Authorization, Content-Type");
    response.headers.set("access-control-max-age", "600");
  }
  return response;
}
