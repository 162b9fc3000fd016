import { verifyToken } from "#lib/accounts/verify-token.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { verifyTokenBody } from "#lib/schemas/auth-token.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    limits: [],
    body: verifyTokenBody,
    run: (input) => verifyToken(input),
    answer: () => ({ status: 200, body: {} }),
  }),
});
