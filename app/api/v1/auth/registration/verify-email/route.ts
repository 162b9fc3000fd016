import { activateRegistration } from "#lib/accounts/verify-registration.ts";
import { env } from "#lib/env.ts";
import { loginCookies } from "#lib/http/account-cookies.ts";
import { verifyEmailWords } from "#lib/http/auth-face.ts";
import { countedKey } from "#lib/http/confirm-bucket.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { authVerifyEmailBody } from "#lib/schemas/auth-registration.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: () => env().ACCOUNT_EMAIL_VERIFICATION !== "none",
    limits: ["CONFIRM_IP"],
    body: authVerifyEmailBody,
    counted: countedKey("key"),
    run: (input, { requester }) => activateRegistration(input, requester),
    answer: ({ grant }) => ({ status: 200, body: { detail: "ok" }, cookies: loginCookies(grant) }),
    reword: verifyEmailWords,
  }),
});
