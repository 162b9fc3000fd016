import { z } from "zod";
import { customFieldsOf } from "./custom-fields.ts";
import { emailField, optionalField, passwordField, termsField, usernameField } from "./fields.ts";
import { linkText } from "./link.ts";
import { confirmationRefusals } from "./password.ts";
import type { ActivateInput, RegisterInput, RegisterOptions } from "./registration.ts";

/** The settings that change the body; the auth face always asks for the password twice. */
export type AuthRegisterOptions = Omit<RegisterOptions, "passwordConfirm">;

/** The auth face's `registration/`: the fields of `register/` under the names of dj-rest-auth. */
export function authRegisterBody(options: AuthRegisterOptions): z.ZodType<RegisterInput> {
  const { own, collect } = customFieldsOf(options.customFields);
  return z
    .object({
      ...own,
      username: options.usernameRequired ? usernameField : optionalField(usernameField),
      email: options.emailRequired ? emailField : optionalField(emailField),
      password1: passwordField,
      password2: passwordField,
      tos: termsField,
    })
    .omit({ ...(!options.termsRequired && { tos: true }) })
    .superRefine(refuseDifferingPasswords)
    .transform(collect)
    .transform(asRegistration);
}

type Collected = Pick<RegisterInput, "username" | "email" | "tos" | "customFields"> & { readonly password1: string };

function asRegistration({ username, email, password1, tos, customFields }: Collected): RegisterInput {
  return { username, email, password: password1, first_name: "", last_name: "", tos, customFields };
}

/** `passwords_differ` at the body as a whole, where dj-rest-auth says it. */
function refuseDifferingPasswords(
  body: { readonly password1: string; readonly password2: string },
  context: z.RefinementCtx,
): void {
  for (const { code } of confirmationRefusals(body.password1, body.password2)) {
    context.addIssue({ code: "custom", message: code, path: ["non_field_errors"] });
  }
}

/** `registration/verify-email/`: an activation key, or the parts of a link joined by colons. */
export const authVerifyEmailBody: z.ZodType<ActivateInput> = z
  .object({ key: linkText })
  .transform(({ key }) => ({ activation_key: key }));

/** `registration/resend-email/` and `password/reset/`: an address. */
export const addressBody = z.object({ email: emailField });
