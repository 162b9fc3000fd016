import { readProfile } from "#lib/accounts/profile.ts";
import { profileInput, updateProfile } from "#lib/accounts/update-profile.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { noBody } from "#lib/schemas/no-body.ts";
import { settings } from "#lib/settings.ts";

const update = (method: "put" | "patch") =>
  route({
    access: "session",
    limits: [],
    body: () => profileInput(method),
    keyed: (_input, { userId: of }) => [{ limit: "PROFILE_USER", of }],
    run: (input, { principal }) => updateProfile(input, principal),
    answer: (user) => ({ status: 200, body: user }),
    pages: {
      form: "/account/profile",
      done: "/account/profile",
      keep: ["username", "first_name", "last_name", ...Object.keys(settings.customUserFields)],
    },
  });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    access: "session",
    limits: [],
    body: noBody,
    run: (_input, { principal }) => readProfile(principal),
    answer: (user) => ({ status: 200, body: user }),
  }),
  PUT: update("put"),
  POST: update("put"),
  PATCH: update("patch"),
});
