import { type PageQuery, queryValue } from "./page-query.ts";

/** The parts of a signed link as the page was opened with them; unknown parameters are never used (docs/security.md row 10). */
export type LinkParts = Readonly<Record<string, string>>;

const names = ["user_id", "email", "timestamp", "signature"] as const;

/** The link this page was opened with: the parts that are there, each given once. Null when there is none at all. */
export async function readLink(query: PageQuery): Promise<LinkParts | null> {
  const parts: Record<string, string> = {};
  for (const name of names) {
    const value = await queryValue(query, name);
    if (value !== null) parts[name] = value;
  }
  return Object.keys(parts).length === 0 ? null : parts;
}
