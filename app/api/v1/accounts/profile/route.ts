import { z } from "zod";
import { readProfile } from "#lib/accounts/profile.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    access: "session",
    limits: [],
    body: z.object({}),
    run: (_input, { principal }) => readProfile(principal),
    answer: (user) => ({ status: 200, body: user }),
  }),
});
