const maxPageLength = 2_000;
const knownPlaces = ["/account", "/api/docs"];

/**
 * Where a login may lead when the page before it asked for a place: the path, query and fragment of `next` if it is a known
 * place of this application, else null (docs/security.md row 63, CVE-2022-24858). Never throws.
 */
export function nextPath(next: string | null): string | null {
  const url = ownUrl(next);
  return url !== null && knownPlaces.some((place) => isAt(url.pathname, place)) ? placeOf(url) : null;
}

/**
 * For forms that stand on every page: the page named in the posted field `page`, its query included, or the start. Only a place
 * of this application, and none of the API but its documentation.
 */
export function ownPage({ page }: Readonly<Record<string, unknown>>): string {
  const url = typeof page === "string" && page.length <= maxPageLength ? ownUrl(page) : null;
  if (url === null || (isAt(url.pathname, "/api") && !isAt(url.pathname, "/api/docs"))) return "/";
  return placeOf(url);
}

function ownUrl(next: string | null): URL | null {
  if (next === null || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(next)) return null;
  const base = "https://here.invalid";
  const url = URL.parse(next, base);
  return url === null || url.origin !== base || url.pathname.startsWith("//") ? null : url;
}

function placeOf({ pathname, search, hash }: URL): string {
  return pathname + search + hash;
}

function isAt(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
