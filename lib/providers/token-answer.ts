import { z } from "zod";
import type { Reply } from "#lib/outgoing/ask-json.ts";
import { ProviderFailure } from "./provider-failure.ts";

const tokensShape = z.object({
  error: z.string().optional(),
  id_token: z.string().optional(),
  access_token: z.string().min(1).max(8_192).optional(),
});

/** The tokens of an answer to a code. They are used at once and never stored (docs/security.md row 84). */
export type Tokens = Omit<z.infer<typeof tokensShape>, "error">;

/** Errors that speak of our settings, not of the person (RFC 6749 §5.2, and GitHub's own). */
const ownFaults = ["invalid_client", "unauthorized_client", "incorrect_client_credentials", "redirect_uri_mismatch"];

/** Reads the answer of a token endpoint. An error is an error whatever its status (docs/security.md row 80). */
export function tokensOf({ status, body }: Reply): Tokens {
  if (status === 429 || status >= 500) throw new ProviderFailure("away", `the token endpoint answered ${status}`);
  const tokens = tokensShape.safeParse(body);
  const error = tokens.success ? tokens.data.error : undefined;
  if (error !== undefined && ownFaults.includes(error)) throw new ProviderFailure("away", `our settings: ${error}`);
  if (error !== undefined || status !== 200)
    throw new ProviderFailure("refused", "the token endpoint refused the code");
  if (!tokens.success) throw new ProviderFailure("untrue", "no tokens in the answer");
  return tokens.data;
}

/** The header of HTTP basic authentication with both halves form-encoded first (RFC 6749 §2.3.1). */
export function basicAuthorization(clientId: string, clientSecret: string): string {
  const encode = (text: string) => new URLSearchParams({ "": text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString("base64")}`;
}
