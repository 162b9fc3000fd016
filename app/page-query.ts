/** The query of a page as Next gives it. */
export type PageQuery = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** One value of a query; null when it is absent or given more than once (docs/security.md row 10). */
export async function queryValue(query: PageQuery, name: string): Promise<string | null> {
  const value = (await query)[name];
  return typeof value === "string" ? value : null;
}
