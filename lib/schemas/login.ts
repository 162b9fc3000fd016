import { z } from "zod";
import { booleanField, loginField, optionalField, passwordField } from "./fields.ts";

/** `login/`: a username or an address, and the password. */
export const loginBody = z.object({ login: loginField, password: passwordField });
/** A login and a password. */
export type LoginInput = z.infer<typeof loginBody>;

/** `logout/`: whether the caller's token session ends as well. */
export const logoutBody = z.object({ revoke_token: optionalField(booleanField) });
/** What else should end. */
export type LogoutInput = z.infer<typeof logoutBody>;

/** `reauthenticate/`: the password once more. */
export const reauthenticateBody = z.object({ password: passwordField });
/** The password. */
export type ReauthenticateInput = z.infer<typeof reauthenticateBody>;
