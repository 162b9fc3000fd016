import { connectionList, departure, loggedIn, said } from "./api-answers.ts";
import { type ApiPathEntry, usernameCodes } from "./api-entry.ts";
import { ada } from "./api-examples.ts";

const provider = { provider: "google" };
const departureCodes = ["invalid_choice", "provider_unavailable"] as const;

const disconnect = {
  summary: "Disconnect a service",
  description: "Not the last way to log in. POST does the same, for forms without script.",
  status: 200,
  answer: said("Disconnected"),
  codes: ["not_found", "last_way_in"],
} as const;

/** Logging in by other services; closed while none is configured. */
export const socialCatalogue = {
  "/api/v1/accounts/social-login/": {
    POST: {
      summary: "Begin a login by another service",
      description: "The answer says where to send the browser.",
      status: 200,
      request: provider,
      answer: departure,
      codes: departureCodes,
    },
  },
  "/api/v1/accounts/social-registration/": {
    POST: {
      summary: "Start the account of a login by another service",
      description: "Needs the cookie of a login whose service was not connected to any account.",
      status: 201,
      request: { username: ada.username },
      answer: loggedIn("Registration successful"),
      codes: [...usernameCodes, "social_expired", "social_email_taken", "social_email_missing", "registration_closed"],
    },
  },
  "/api/v1/accounts/social-reauthenticate/": {
    POST: {
      summary: "Prove anew who one is, by a connected service",
      status: 200,
      request: provider,
      answer: departure,
      codes: [...departureCodes, "reauthentication_required"],
    },
  },
  "/api/v1/accounts/connections/": {
    GET: {
      summary: "List the services, and which are connected",
      status: 200,
      answer: connectionList,
      codes: [],
    },
    POST: {
      summary: "Connect a service",
      status: 200,
      request: provider,
      answer: departure,
      codes: departureCodes,
    },
  },
  "/api/v1/accounts/connections/{provider}/": { DELETE: disconnect, POST: disconnect },
} as const satisfies Record<string, ApiPathEntry>;
