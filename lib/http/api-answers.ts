import { z } from "zod";
import { type UserView, userView } from "#lib/accounts/user-view.ts";
import { env } from "#lib/env.ts";
import { type CustomField, publicFields } from "#lib/schemas/custom-field.ts";
import { settings } from "#lib/settings.ts";
import { ada, authorizationUrl, link, sessionExample, tokens } from "./api-examples.ts";
import { authUser } from "./auth-face.ts";

/** A success as it is answered: its shape, in which every property is named, and an example with default settings. */
export type ApiAnswer = { readonly schema: z.ZodType; readonly example: unknown };

/** An answer, or how it is made where settings shape it. */
export type ApiAnswerSource = ApiAnswer | (() => ApiAnswer);

const address = z.string().meta({ format: "email" });
const moment = z.iso.datetime({ offset: true });

/** `{}`. */
export const nothing = answer(z.strictObject({}), {});

/** `{"detail": …}` with one of these texts; the first is that of default settings. */
export function said(text: string, ...others: readonly string[]): ApiAnswer {
  return answer(z.strictObject({ detail: z.literal([text, ...others]) }), { detail: text });
}

/** What a login of the accounts API says; `token` with LOGIN_RETRIEVE_TOKEN. */
export function loggedIn(detail: string): ApiAnswer {
  return answer(z.strictObject({ detail: z.literal(detail), token: z.string().optional() }), { detail });
}

/** The user object of the accounts API. */
export function user(): ApiAnswer {
  return { schema: userShape("id"), example: exampleUser() };
}

/** The user object of the auth face. */
export function userOfAuthFace(): ApiAnswer {
  return { schema: userShape("pk"), example: authUser(exampleUser()) };
}

/** What a login of the auth face says; the expirations with JWT_AUTH_RETURN_EXPIRATION. */
export function tokenLogin(): ApiAnswer {
  const { schema, example } = userOfAuthFace();
  const expirations = { access_expiration: moment.optional(), refresh_expiration: moment.optional() };
  return {
    schema: z.strictObject({ access: z.string(), refresh: z.string(), ...expirations, user: schema }),
    example: { ...tokens, user: example },
  };
}

/** What a sign-up at the auth face says: that a mail was sent, or, where none is needed, what a login says. */
export function registeredForTokens(): ApiAnswer {
  const sent = said("Verification e-mail sent.");
  return { schema: z.union([sent.schema, tokenLogin().schema]), example: sent.example };
}

/** A pair of tokens for a refresh token; a cookie that carries the new one leaves `refresh` empty. */
export const tokenPair = answer(
  z.strictObject({ access: z.string(), refresh: z.string(), access_expiration: moment }),
  {
    ...tokens,
    access_expiration: "2027-01-15T08:05:00.000Z",
  },
);

/** How a sign-up stands. */
export const registrationState = answer(
  z.strictObject({ state: z.enum(["waiting", "confirmed"]), mail: z.enum(["queued", "sent", "refused"]) }),
  { state: "waiting", mail: "sent" },
);

/** A corrected sign-up. */
export const correctedRegistration = answer(
  z.strictObject({ detail: z.literal("Verification email sent"), email: address }),
  { detail: "Verification email sent", email: ada.newEmail },
);

/** The chosen language. */
export const chosenLanguage = answer(z.strictObject({ language: z.string() }), { language: "de" });

/** Where to send the browser. */
export const departure = answer(z.strictObject({ authorization_url: z.url() }), {
  authorization_url: authorizationUrl,
});

const sessionKind = z.enum(["cookie", "token", "jwt"]);
const fromWhere = { device: z.string(), network: z.string() };

/** The list of sessions. */
export const sessionList = answer(
  z.strictObject({
    sessions: z.array(
      z.strictObject({
        ...{ id: z.uuid(), kind: sessionKind, ...fromWhere },
        ...{ created_at: moment, last_seen_at: moment, is_current: z.boolean() },
      }),
    ),
  }),
  { sessions: [sessionExample] },
);

/** The list of services. */
export const connectionList = answer(
  z.strictObject({
    connections: z.array(z.strictObject({ provider: z.string(), label: z.string(), connected_at: moment.nullable() })),
  }),
  { connections: [{ provider: "google", label: "Google", connected_at: null }] },
);

/** Everything that is kept about one person (lib/accounts/export-store.ts). */
export const everything = answer(
  z.strictObject({
    ...{ id: z.uuid(), status: z.enum(["pending", "active"]), username: z.string().nullable() },
    ...{ email: address.nullable(), first_name: z.string(), last_name: z.string() },
    ...{ custom_fields: z.record(z.string(), z.unknown()), locale: z.string(), corrections: z.int() },
    ...{ verification_mail: z.enum(["queued", "sent", "refused"]), terms_url: z.string().nullable() },
    ...{ terms_accepted_at: moment.nullable(), email_verified_at: moment.nullable(), disabled_at: moment.nullable() },
    ...{ link_expires_at: moment.nullable(), purge_after: moment.nullable(), last_login_at: moment.nullable() },
    created_at: moment,
    sessions: z.array(
      z.strictObject({
        ...{ id: z.uuid(), kind: sessionKind, ...fromWhere },
        ...{ created_at: moment, last_seen_at: moment, authenticated_at: moment },
      }),
    ),
    identities: z.array(z.strictObject({ provider: z.string(), subject: z.string(), created_at: moment })),
    email_changes: z.array(
      z.strictObject({
        ...{ id: z.uuid(), old_email: address.nullable(), new_email: address, state: z.string() },
        ...{ requested_at: moment, confirmed_at: moment.nullable() },
      }),
    ),
    events: z.array(
      z.strictObject({
        ...{ id: z.uuid(), name: z.string(), at: moment, ...fromWhere },
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  {
    ...{ id: link.user_id, status: "active", username: ada.username, email: ada.email, first_name: "", last_name: "" },
    ...{ custom_fields: {}, locale: "en", corrections: 0, verification_mail: "sent", terms_url: null },
    ...{ terms_accepted_at: null, email_verified_at: "2027-01-15T08:00:00+00:00", disabled_at: null },
    ...{ link_expires_at: null, purge_after: null, last_login_at: null, created_at: "2027-01-15T07:58:00+00:00" },
    ...{ sessions: [], identities: [], email_changes: [], events: [] },
  },
);

function answer<Shape extends z.ZodType>(schema: Shape, example: z.input<Shape>): ApiAnswer {
  return { schema, example };
}

/** What lib/accounts/user-view.ts lets out under these settings; a view of the adopter's own may hold anything. */
function userShape(id: "id" | "pk"): z.ZodType {
  if (settings.userObject) return z.looseObject({});
  const { USER_PUBLIC_FIELDS: shown, USER_HIDDEN_FIELDS: hidden } = env();
  const isShown = (name: string) => (shown?.includes(name) ?? true) && !hidden.includes(name);
  const own = { username: z.string(), email: z.string(), first_name: z.string(), last_name: z.string() };
  const custom = Object.entries(publicFields(settings.customUserFields)).map(
    ([name, field]) => [name, customShape(field).nullable()] as const,
  );
  const all = [...Object.entries(own), ...custom].filter(([name]) => isShown(name));
  return z.strictObject(Object.fromEntries([...(isShown("id") ? [[id, z.uuid()] as const] : []), ...all]));
}

function customShape(field: CustomField): z.ZodType {
  if (field.type === "choice") return z.enum(Object.keys(field.choices));
  return { text: z.string(), integer: z.int(), boolean: z.boolean() }[field.type];
}

function exampleUser(): UserView {
  const { username, email } = ada;
  return userView({ userId: link.user_id, username, email, firstName: "", lastName: "", customFields: {} });
}
