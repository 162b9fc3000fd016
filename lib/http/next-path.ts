const knownPlaces = ["/account", "/api/docs"];

/**
 * Where a login may lead when the page before it asked for a place: the path, query and fragment of `next` if it is a known
 * place of this application, else null (security.md row 63, CVE-2022-24858). Never throws.
 */
export function nextPath(next: string | null): string | null {
  if (next === null || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(next)) return null;
  const base = "https://here.invalid";
  const url = URL.parse(next, base);
  if (url === null || url.origin !== base || url.pathname.startsWith("//")) return null;
  return knownPlaces.some((place) => isAt(url.pathname, place)) ? url.pathname + url.search + url.hash : null;
}

function isAt(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
