import { z } from "zod";
import { optionalField, passwordField } from "./fields.ts";

/** `delete-account/`: the password, where the account has one (the use case knows). */
export const deleteAccountBody = z.object({ password: optionalField(passwordField) });
/** The password, if given. */
export type DeleteAccountInput = z.infer<typeof deleteAccountBody>;
