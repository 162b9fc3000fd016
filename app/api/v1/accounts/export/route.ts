import { exportAccount } from "#lib/accounts/export-account.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { noBody } from "#lib/schemas/no-body.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    access: "fresh",
    limits: [],
    body: noBody,
    run: (_input, { principal }) => exportAccount(principal),
    answer: (everything) => ({
      status: 200,
      body: everything,
      headers: { "content-disposition": 'attachment; filename="account.json"' },
    }),
  }),
});
