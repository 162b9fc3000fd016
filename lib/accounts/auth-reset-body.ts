import type { z } from "zod";
import { fieldsOfResetToken } from "#lib/links/spellings.ts";
import { authResetPasswordBody } from "#lib/schemas/auth-password.ts";
import type { ResetPasswordInput } from "#lib/schemas/password.ts";

/** The body of the auth face's `password/reset/confirm/`: `uid` and `token` are the link in another spelling. */
export const authResetBody: z.ZodType<ResetPasswordInput> = authResetPasswordBody.transform(
  ({ uid, token, new_password1, new_password2 }) => {
    const { user_id, timestamp, signature } = fieldsOfResetToken(uid, token);
    return { user_id, timestamp, signature, password: new_password1, password_confirm: new_password2 };
  },
);
