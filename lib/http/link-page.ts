import { isDeadLinkCode } from "#lib/schemas/dead-link.ts";
import type { Fields } from "./body.ts";
import type { Pages } from "./door.ts";

const linkNames = ["user_id", "timestamp", "signature"] as const;

/** What tells one link page from another. */
export type LinkPage = {
  /** The address is part of the link, and not something a person typed. */
  readonly withEmail?: boolean;
  /** The settings `…_SUCCESS_URL` and `…_FAILURE_URL`; unset, the page itself shows the outcome. */
  readonly outcome?: () => { readonly success: string | undefined; readonly failure: string | undefined };
};

/**
 * Where the form of a link page leads without script: an error back to the same link, rebuilt from what was posted, a
 * success to the page without it, so that the secret is gone from the address bar; or, where they are set, to the pages of
 * the settings, to the one for failures when the link is dead.
 */
export function linkPage(path: string, { withEmail = false, outcome }: LinkPage = {}): Pages<unknown> {
  const names = withEmail ? ["user_id", "email", "timestamp", "signature"] : linkNames;
  return {
    form: (fields, code) => (isDeadLinkCode(code) && outcome?.().failure) || `${path}${queryOf(fields, names)}`,
    done: () => outcome?.().success ?? path,
  };
}

/** The same for an activation key; a success has a page of its own, as in django-registration. */
export const activationPage: Pages<unknown> = {
  form: (fields) => `/activate${queryOf(fields, ["activation_key"])}`,
  done: "/activate/complete",
};

function queryOf(fields: Fields, names: readonly string[]): string {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "string") query.append(name, value);
  }
  return query.size === 0 ? "" : `?${query.toString()}`;
}
