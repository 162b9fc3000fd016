import { login, loginAddressLimits } from "#lib/accounts/login.ts";
import { loginBodyOf, loginCookies } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { afterLogin, loginPage } from "#lib/http/login-page.ts";
import { route } from "#lib/http/route.ts";
import { loginBody } from "#lib/schemas/login.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    limits: loginAddressLimits,
    body: loginBody,
    hashes: true,
    run: (input, { requester }) => login(input, requester),
    answer: (grant) => ({ status: 200, body: loginBodyOf("Login successful", grant), cookies: loginCookies(grant) }),
    pages: { form: loginPage, done: (_grant, fields) => afterLogin(fields), keep: ["login"] },
  }),
});
