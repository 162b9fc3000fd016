import { z } from "zod";
import type { Refusal } from "#lib/result.ts";
import type { FieldCode } from "./codes.ts";
import { emailField, loginField, passwordField } from "./fields.ts";
import { linkFields } from "./link.ts";

/** CHANGE_PASSWORD_SERIALIZER_PASSWORD_CONFIRM and OLD_PASSWORD_FIELD_ENABLED. */
export type ChangePasswordOptions = { readonly passwordConfirm: boolean; readonly oldPassword: boolean };

/** `old_password` is there unless the settings (or an account without a password) do without. */
export type ChangePasswordInput = {
  old_password?: string | undefined;
  password: string;
  password_confirm?: string | undefined;
};

/** `change-password/`: the new password twice, and the old one. */
export function changePasswordBody(options: ChangePasswordOptions): z.ZodType<ChangePasswordInput> {
  return z
    .object({ old_password: passwordField, password: passwordField, password_confirm: passwordField })
    .omit({
      ...(!options.oldPassword && { old_password: true }),
      ...(!options.passwordConfirm && { password_confirm: true }),
    })
    .superRefine(refuseDifferingConfirmation);
}

/** SEND_RESET_PASSWORD_LINK_SERIALIZER_USE_EMAIL. */
export type SendResetPasswordLinkOptions = { readonly useEmail: boolean };

/** Whoever is named, by username or address; under one name whatever the field was called. */
export type SendResetPasswordLinkInput = { login: string };

/** `send-reset-password-link/`: `login`, or `email` by setting. */
export function sendResetPasswordLinkBody(
  options: SendResetPasswordLinkOptions,
): z.ZodType<SendResetPasswordLinkInput> {
  if (!options.useEmail) return z.object({ login: loginField });
  return z.object({ email: emailField }).transform(({ email }) => ({ login: email }));
}

/** RESET_PASSWORD_SERIALIZER_PASSWORD_CONFIRM. */
export type ResetPasswordOptions = { readonly passwordConfirm: boolean };

/** The link and the new password. */
export type ResetPasswordInput = {
  user_id: string;
  timestamp: string;
  signature: string;
  password: string;
  password_confirm?: string | undefined;
};

/**
 * `reset-password/`. Whether the confirmation agrees is judged by the use case, after the link
 * ({@link confirmationRefusals}); where the setting does not ask for one, a given one is kept so that a page can send it.
 */
export function resetPasswordBody(options: ResetPasswordOptions): z.ZodType<ResetPasswordInput> {
  return z.object({
    ...linkFields,
    password: passwordField,
    password_confirm: options.passwordConfirm ? passwordField : passwordField.optional(),
  });
}

/** `passwords_differ` at the confirmation's field when one was given and it is not the password, letter for letter. */
export function confirmationRefusals(
  password: string,
  confirmation: string | undefined,
  field = "password_confirm",
): Refusal<"passwords_differ">[] {
  if (confirmation === undefined || confirmation === password) return [];
  return [{ code: "passwords_differ", field }];
}

/** For bodies in which the confirmation may be judged with the rest. */
export function refuseDifferingConfirmation(
  body: { readonly password: string; readonly password_confirm?: string | undefined },
  context: z.RefinementCtx,
): void {
  for (const { code, field } of confirmationRefusals(body.password, body.password_confirm)) {
    const message: FieldCode = code;
    context.addIssue({ code: "custom", message, path: field === undefined ? [] : [field] });
  }
}
