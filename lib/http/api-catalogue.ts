import { accountsCatalogue } from "./api-catalogue-accounts.ts";
import { authCatalogue } from "./api-catalogue-auth.ts";
import { sessionsCatalogue } from "./api-catalogue-sessions.ts";
import { signUpCatalogue } from "./api-catalogue-sign-up.ts";
import { socialCatalogue } from "./api-catalogue-social.ts";

/**
 * Every path of the API and what the documentation says of it; access, body and limits come from the doors themselves.
 * A route file that is missing here fails a test, and so does an entry without a route file.
 */
export const apiCatalogue = {
  ...signUpCatalogue,
  ...sessionsCatalogue,
  ...accountsCatalogue,
  ...socialCatalogue,
  ...authCatalogue,
} as const;

/** A path of the API, with its trailing slash and `{id}` for what varies. */
export type ApiPath = keyof typeof apiCatalogue;

/** The order of the documentation: what is told together. */
export const apiChapters = [
  { title: "Sign-up", paths: pathsOf(signUpCatalogue) },
  { title: "Login and sessions", paths: pathsOf(sessionsCatalogue) },
  { title: "Password, address and account", paths: pathsOf(accountsCatalogue) },
  { title: "Login by other services", paths: pathsOf(socialCatalogue) },
  { title: "The face of dj-rest-auth", paths: pathsOf(authCatalogue) },
] as const;

function pathsOf(part: Partial<typeof apiCatalogue>): readonly ApiPath[] {
  return Object.keys(part).filter(isApiPath);
}

function isApiPath(path: string): path is ApiPath {
  return path in apiCatalogue;
}
