import type { Fields } from "./body.ts";

const returnPages = [
  "/register/complete",
  "/verify-user",
  "/activate",
  "/login",
  "/account/email",
  "/account/delete",
  "/account/sessions",
  "/account/connections",
  "/account/password",
  "/account/export",
];

/** For forms that stand on several pages: the one named in the posted field `page`, if it is one of them; else the login. */
export function returnPage(fields: Fields): string {
  const named = fields["page"];
  return returnPages.find((page) => page === named) ?? "/login";
}
