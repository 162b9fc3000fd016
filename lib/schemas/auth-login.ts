import { z } from "zod";
import type { FieldCode } from "./codes.ts";
import { emailField, loginField, optionalField, passwordField } from "./fields.ts";
import type { LoginInput } from "./login.ts";

const nameless: FieldCode = "login_name_missing";

/** The auth face's `login/`: `username`, `email` or both, and the password. The address counts when both are there. */
export const authLoginBody: z.ZodType<LoginInput> = z
  .object({ username: optionalField(loginField), email: optionalField(emailField), password: passwordField })
  .transform(({ username, email, password }, context) => {
    const login = email ?? username;
    if (login !== undefined) return { login, password };
    context.addIssue({ code: "custom", message: nameless, path: ["non_field_errors"] });
    return z.NEVER;
  });
