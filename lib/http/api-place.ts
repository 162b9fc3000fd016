import { apiCatalogue } from "./api-catalogue.ts";
import { prefersPage } from "./origin.ts";

/** Where the browsable API is. */
export const docsPath = "/api/docs";

/** The place of an endpoint in the browsable API: `/api/v1/accounts/sessions/{id}/` is `accounts-sessions-id`. */
export function anchorOf(path: string): string {
  return path
    .replace(/^\/api\/v1\//, "")
    .replace(/[{}]/g, "")
    .split("/")
    .filter(Boolean)
    .join("-");
}

/** Where a request that prefers a page finds its endpoint described; null for all others. */
export function docsPlace(request: Request): string | null {
  if (!prefersPage(request)) return null;
  const asked = segments(new URL(request.url).pathname);
  const path = Object.keys(apiCatalogue).find((known) => isSame(segments(known), asked));
  return path === undefined ? docsPath : `${docsPath}#${anchorOf(path)}`;
}

function isSame(known: readonly string[], asked: readonly string[]): boolean {
  return known.length === asked.length && known.every((part, index) => part.startsWith("{") || part === asked[index]);
}

function segments(path: string): string[] {
  return path.split("/").filter(Boolean);
}
