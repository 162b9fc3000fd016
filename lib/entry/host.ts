/** Where the application may be called by: its own address alone, on loopback by each of the three names. */
export type HostRule = { readonly APP_URL: string; readonly IS_LOCAL: boolean };

/** Whether a `Host` header names this application (docs/security.md row 68); everything else is answered 421. */
export function isOwnHost(host: string | undefined, { APP_URL, IS_LOCAL }: HostRule): boolean {
  const own = new URL(APP_URL);
  const given = withoutDefaultPort((host ?? "").toLowerCase(), own.protocol);
  if (!IS_LOCAL) return given === own.host;
  const port = own.port === "" ? "" : `:${own.port}`;
  return ["localhost", "127.0.0.1", "[::1]"].some((name) => given === name + port);
}

function withoutDefaultPort(host: string, protocol: string): string {
  const port = protocol === "https:" ? ":443" : ":80";
  return host.endsWith(port) ? host.slice(0, -port.length) : host;
}
