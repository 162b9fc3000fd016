import { z } from "zod";
import { optionalField } from "./fields.ts";
import { linkText } from "./link.ts";

// A token of the wrong shape is no field error: it is as invalid as a forged one.
const tokenText = linkText;

/** `token/verify/`: an access or refresh token. */
export const verifyTokenBody = z.object({ token: tokenText });
/** The token. */
export type VerifyTokenInput = z.infer<typeof verifyTokenBody>;

/** A refresh token out of the body or, where it stands in none, out of its cookie. */
export type RefreshTokenInput = { refresh: string };

/** `token/refresh/`: the refresh token; a browser that has it in a cookie need not, and cannot, name it. */
export function refreshTokenBody(cookie: string | null): z.ZodType<RefreshTokenInput> {
  if (cookie === null) return z.object({ refresh: tokenText });
  return z.object({ refresh: optionalField(tokenText) }).transform(({ refresh }) => ({ refresh: refresh ?? cookie }));
}

/** What is left to end at `logout/`. */
export type AuthLogoutInput = { refresh?: string | undefined };

/** `logout/`: the refresh token, if the client has it. */
export function authLogoutBody(cookie: string | null): z.ZodType<AuthLogoutInput> {
  const body = z.object({ refresh: optionalField(tokenText) });
  return body.transform(({ refresh }) => ({ refresh: refresh ?? cookie ?? undefined }));
}
