import { z } from "zod";
import { passwordField } from "./fields.ts";
import { linkText } from "./link.ts";
import { type ChangePasswordInput, confirmationRefusals } from "./password.ts";

/** The auth face's `password/change/`; `oldPassword`: OLD_PASSWORD_FIELD_ENABLED, and the account has one. */
export function authChangePasswordBody(options: { readonly oldPassword: boolean }): z.ZodType<ChangePasswordInput> {
  return z
    .object({ old_password: passwordField, new_password1: passwordField, new_password2: passwordField })
    .omit({ ...(!options.oldPassword && { old_password: true }) })
    .superRefine(({ new_password1, new_password2 }, context) => {
      for (const { code, field } of confirmationRefusals(new_password1, new_password2, "new_password2")) {
        context.addIssue({ code: "custom", message: code, path: [field ?? ""] });
      }
    })
    .transform(asChange);
}

type ChangeFields = { readonly old_password?: string; readonly new_password1: string };

function asChange({ old_password, new_password1 }: ChangeFields): ChangePasswordInput {
  return { old_password, password: new_password1 };
}

/**
 * The auth face's `password/reset/confirm/`. Whether the two passwords agree is judged by the use case, after the link: so
 * the second one goes along.
 */
export const authResetPasswordBody = z.object({
  uid: linkText,
  token: linkText,
  new_password1: passwordField,
  new_password2: passwordField,
});
