import { z } from "zod";
import { emailField, optionalField, passwordField } from "./fields.ts";
import { linkFields, linkText } from "./link.ts";

/** `register-email/`: the address the account should move to. */
export const registerEmailBody = z.object({ email: emailField });
/** The new address. */
export type RegisterEmailInput = z.infer<typeof registerEmailBody>;

/**
 * `verify-email/`: the link, address included, as it came: a wrong shape of any part is the uniform refusal of
 * `parseLink`. The page sends the account's password where nobody is logged in.
 */
export const verifyEmailBody = z.object({ ...linkFields, email: linkText, password: optionalField(passwordField) });
/** The link, and the password if asked for. */
export type VerifyEmailInput = z.infer<typeof verifyEmailBody>;

/** `cancel-email-change/`: nothing. */
export const cancelEmailChangeBody = z.object({});

/** `undo-email-change/`: the link, and the old address as its owner typed it. */
export const undoEmailChangeBody = z.object({ ...linkFields, email: emailField });
/** The link and the old address. */
export type UndoEmailChangeInput = z.infer<typeof undoEmailChangeBody>;
