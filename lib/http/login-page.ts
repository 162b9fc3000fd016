import { env } from "#lib/env.ts";
import type { Fields } from "./body.ts";
import { nextPath } from "./next-path.ts";

/** The login page again after an error without script, still knowing where it was to lead. */
export function loginPage(fields: Fields): string {
  const next = nextOf(fields);
  return next === null ? "/login" : `/login?${new URLSearchParams({ next }).toString()}`;
}

/** Where a login without script leads: `next` if it is a known place of ours, else LOGIN_REDIRECT_URL. */
export function afterLogin(fields: Fields): string {
  return nextOf(fields) ?? env().LOGIN_REDIRECT_URL;
}

function nextOf(fields: Fields): string | null {
  const next = fields["next"];
  return nextPath(typeof next === "string" ? next : null);
}
