import type { CanonicalEmail } from "./email-address.ts";

/** Providers that deliver `a.b@` and `ab@` to one inbox, and the domain they are counted under. */
const DOTS_IGNORED: ReadonlyMap<string, string> = new Map([
  ["gmail.com", "gmail.com"],
  ["googlemail.com", "gmail.com"],
]);

/**
 * Under which key mails to this address are counted, so that fifty aliases of one inbox share one limit: plus tags are
 * cut, and dots where the provider is known to ignore them. For limits only; two addresses with one key are still two
 * identities.
 */
export function mailFloodKey(email: CanonicalEmail): string {
  const at = email.indexOf("@");
  const domain = email.slice(at + 1);
  const untagged = email.slice(0, at).replace(/(?<=.)\+.*$/, "");
  const canonicalDomain = DOTS_IGNORED.get(domain);
  if (canonicalDomain === undefined) return `${untagged}@${domain}`;
  return `${untagged.replaceAll(".", "")}@${canonicalDomain}`;
}
