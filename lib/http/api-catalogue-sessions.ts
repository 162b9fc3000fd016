import { loggedIn, said, sessionList } from "./api-answers.ts";
import type { ApiPathEntry } from "./api-entry.ts";
import { ada } from "./api-examples.ts";

const endOthers = {
  summary: "End all other sessions",
  description: "Older links die too, and a mail tells. POST does the same, for forms without script.",
  status: 200,
  answer: said("All other sessions ended"),
  codes: [],
} as const;

const endOne = {
  summary: "End one session",
  description: "Another session than one's own needs a fresh proof. POST does the same, for forms without script.",
  status: 200,
  answer: said("Session ended"),
  codes: ["not_found", "reauthentication_required"],
} as const;

/** Logging in and out, and the list of sessions. */
export const sessionsCatalogue = {
  "/api/v1/accounts/login/": {
    POST: {
      summary: "Log in by username or address",
      description: "Sets the session cookie. With LOGIN_RETRIEVE_TOKEN=true the answer carries a token as well.",
      status: 200,
      request: { login: ada.username, password: ada.password },
      answer: loggedIn("Login successful"),
      codes: ["login_invalid", "login_unverified"],
    },
  },
  "/api/v1/accounts/logout/": {
    POST: {
      summary: "Log out",
      description: "With revoke_token all API tokens of the account end too.",
      status: 200,
      request: {},
      answer: said("Logout successful"),
      codes: ["token_not_found"],
    },
  },
  "/api/v1/accounts/reauthenticate/": {
    POST: {
      summary: "Confirm the password",
      description: "The session is fresh for ten minutes: sensitive steps ask for that.",
      status: 200,
      request: { password: ada.password },
      answer: said("Password confirmed"),
      codes: ["password_incorrect", "throttled"],
    },
  },
  "/api/v1/accounts/sessions/": {
    GET: { summary: "List one's sessions", status: 200, answer: sessionList, codes: [] },
    DELETE: endOthers,
    POST: endOthers,
  },
  "/api/v1/accounts/sessions/{id}/": { DELETE: endOne, POST: endOne },
} as const satisfies Record<string, ApiPathEntry>;
