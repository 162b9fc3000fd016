import { z } from "zod";
import { isCallback, isOrigin, list, text } from "./kinds.ts";
import { optional, setting } from "./setting.ts";

const callbacks = () =>
  list(isCallback, "full addresses such as https://app.example.org/callback or org.example.app:/in");
const origin = () => text(2_000).refine(isOrigin, { error: "must be an origin such as https://github.example.org" });

/** Login by other services; OIDC_<NAME>_… add more (oidc-providers.ts). */
export const socialTable = z.object({
  GOOGLE_CLIENT_ID: optional(
    text(),
    "no Google",
    "The client id of a Google OAuth client of the kind web application.",
  ),
  GOOGLE_CLIENT_SECRET: optional(text(), "none", "Its secret."),
  GITHUB_CLIENT_ID: optional(text(), "no GitHub", "The client id of a GitHub OAuth app."),
  GITHUB_CLIENT_SECRET: optional(text(), "none", "Its secret."),
  GITHUB_URL: setting(origin(), "https://github.com", "GitHub, or a GitHub Enterprise Server."),
  SOCIAL_REDIRECT_URIS: setting(
    callbacks(),
    "",
    "Where clients of /api/v1/auth/<provider>/ may have had their codes sent; our own pages need none.",
  ),
});
