/** What somebody brings from a provider to show who they are. */
export type Proof =
  | {
      readonly by: "code";
      readonly code: string;
      /** PKCE (RFC 7636): without it a stolen code would be enough. */
      readonly codeVerifier: string;
      readonly redirectUri: string;
      /** Of the browser's own handshake; null where another client made it. */
      readonly nonce: string | null;
    }
  | { readonly by: "id_token"; readonly idToken: string }
  | { readonly by: "access_token"; readonly accessToken: string };
