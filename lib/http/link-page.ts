import type { Fields } from "./body.ts";
import type { Pages } from "./door.ts";

const linkNames = ["user_id", "email", "timestamp", "signature"] as const;

/**
 * Where the form of a link page leads without script: an error back to the same link, rebuilt from what was posted, a
 * success to the page without it, so that the secret is gone from the address bar.
 */
export function linkPage(path: string): Pages<unknown> {
  return { form: (fields) => `${path}${queryOf(fields)}`, done: path };
}

function queryOf(fields: Fields): string {
  const query = new URLSearchParams();
  for (const name of linkNames) {
    const value = fields[name];
    if (typeof value === "string") query.append(name, value);
  }
  return query.size === 0 ? "" : `?${query.toString()}`;
}
