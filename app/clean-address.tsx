import { headers } from "next/headers";

// Quotes would be escaped inside a script element, so it has none.
const script = "history.replaceState(null,document.title,location.pathname)";

/**
 * Takes the secret parts of a link out of the address bar and out of this history entry before anything else happens
 * (security.md row 13). The nonce is the HTTP entry's for this request.
 */
export async function CleanAddress() {
  const nonce = (await headers()).get("x-latchkey-nonce") ?? undefined;
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {script}
    </script>
  );
}
