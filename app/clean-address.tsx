import { headers } from "next/headers";

// Quotes would be escaped inside a script element, so there are none; a template is not escaped.
const withoutQuery = "history.replaceState(null,document.title,location.pathname)";
const atActivation = "history.replaceState(null,document.title,`/activate`)";

/**
 * Takes the secret parts of a link out of the address bar and out of this history entry before anything else happens
 * (docs/security.md row 13). Where the secret may stand in the path, `path` is what remains. The nonce is the HTTP entry's for
 * this request.
 */
export async function CleanAddress({ path }: { path?: "/activate" }) {
  const nonce = (await headers()).get("x-latchkey-nonce") ?? undefined;
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {path === undefined ? withoutQuery : atActivation}
    </script>
  );
}
