import { isDeadLinkCode } from "#lib/schemas/dead-link.ts";
import type { Fields } from "./body.ts";
import type { Pages } from "./door.ts";

/** What tells one link page from another. */
export type LinkPage = {
  /** The posted fields that are the link, in its order: user_id, timestamp and signature where nothing else is said. */
  readonly link?: readonly string[];
  /** The page of a success; without it the page itself. */
  readonly done?: string;
  /** The settings `…_SUCCESS_URL` and `…_FAILURE_URL`; unset, our own pages show the outcome. */
  readonly outcome?: () => { readonly success: string | undefined; readonly failure: string | undefined };
};

const threeParts = ["user_id", "timestamp", "signature"];

/**
 * Where the form of a link page leads without script: an error back to the same link, rebuilt from what was posted, a
 * success to the page without it, so that the secret is gone from the address bar; or, where they are set, to the pages of
 * the settings, to the one for failures when the link is dead.
 */
export function linkPage(path: string, { link = threeParts, done = path, outcome }: LinkPage = {}): Pages<unknown> {
  return {
    form: (fields, code) => (isDeadLinkCode(code) && outcome?.().failure) || `${path}${queryOf(fields, link)}`,
    done: () => outcome?.().success ?? done,
  };
}

function queryOf(fields: Fields, names: readonly string[]): string {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "string") query.append(name, value);
  }
  return query.size === 0 ? "" : `?${query.toString()}`;
}
