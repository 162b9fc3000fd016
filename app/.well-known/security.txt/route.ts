import { env } from "#lib/env.ts";

const halfYearMilliseconds = 182 * 86_400_000;

/** To whom a weakness is reported (RFC 9116), by SECURITY_CONTACT; 404 without it. */
export function GET(): Response {
  const { SECURITY_CONTACT, APP_URL } = env();
  if (SECURITY_CONTACT === undefined) return new Response("Not found.\n", { status: 404 });
  const lines = [
    `Contact: ${SECURITY_CONTACT}`,
    // It is written anew at every request; nobody shall keep it for longer than half a year (RFC 9116 §2.5.5).
    `Expires: ${new Date(Date.now() + halfYearMilliseconds).toISOString()}`,
    `Canonical: ${APP_URL}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join("\n")}\n`, { headers: { "content-type": "text/plain; charset=utf-8" } });
}
