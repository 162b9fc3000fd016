import type { Fields } from "./body.ts";
import type { Pages } from "./door.ts";

const linkNames = ["user_id", "timestamp", "signature"] as const;

/**
 * Where the form of a link page leads without script: an error back to the same link, rebuilt from what was posted, a
 * success to the page without it, so that the secret is gone from the address bar. `withEmail`: the address is part of the
 * link, and not something a person typed.
 */
export function linkPage(path: string, { withEmail = false }: { readonly withEmail?: boolean } = {}): Pages<unknown> {
  const names = withEmail ? ["user_id", "email", "timestamp", "signature"] : linkNames;
  return { form: (fields) => `${path}${queryOf(fields, names)}`, done: path };
}

function queryOf(fields: Fields, names: readonly string[]): string {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "string") query.append(name, value);
  }
  return query.size === 0 ? "" : `?${query.toString()}`;
}
