import { decodePunycode } from "./punycode.ts";

/** An e-mail address in its one canonical spelling; only `canonicalEmail` makes it. */
export type CanonicalEmail = string & { readonly __brand: "CanonicalEmail" };

/** Longest address, in octets, spaces around it not counted (RFC 5321 §4.5.3.1.3 less the angle brackets). */
export const EMAIL_MAX_LENGTH = 254;

const LOCAL_PART_MAX_LENGTH = 64;
const DOMAIN_MAX_LENGTH = 253;
const A_LABEL_PREFIX = "xn--";

/** RFC 5322 §3.2.3 dot-atom, ASCII only: no quotes, comments, spaces or brackets can hide a second recipient. */
const DOT_ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const INTERNATIONAL_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/**
 * The canonical form of an address: lower-case ASCII local part, `@`, lower-case A-label domain. Null for whatever is
 * not one plain deliverable mailbox. Spaces around the text are forgiven, nothing else is. Canonical addresses are
 * equal exactly when they are the same identity; no database function takes part in that comparison, because
 * PostgreSQL folds letters (KELVIN SIGN, dotless i) that we refuse. Works in the browser.
 */
export function canonicalEmail(text: string): CanonicalEmail | null {
  if (text.length > EMAIL_MAX_LENGTH || !text.isWellFormed()) return null;
  const once = canonicalise(trimSpaces(text));
  return once !== null && isCanonical(once) ? once : null;
}

/** The text without U+0020 at its ends. Other white space stays, and is refused by whoever looks at the text next. */
export function trimSpaces(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) === 0x20) start += 1;
  while (end > start && text.charCodeAt(end - 1) === 0x20) end -= 1;
  return text.slice(start, end);
}

/** Whoever asks twice must hear the same: an address that changes again would be two identities. */
function isCanonical(email: string): email is CanonicalEmail {
  return canonicalise(email) === email;
}

function canonicalise(text: string): string | null {
  const at = text.indexOf("@");
  if (at < 1 || at !== text.lastIndexOf("@")) return null;
  const localPart = asciiLowerCase(text.slice(0, at));
  if (localPart.length > LOCAL_PART_MAX_LENGTH || !DOT_ATOM.test(localPart)) return null;
  const domain = canonicalDomain(text.slice(at + 1));
  if (domain === null) return null;
  const email = `${localPart}@${domain}`;
  return email.length <= EMAIL_MAX_LENGTH ? email : null;
}

function canonicalDomain(text: string): string | null {
  const domain = isAscii(text) ? asciiLowerCase(text) : internationalDomain(text);
  if (domain === null || !isDomainName(domain)) return null;
  return isHonest(domain) ? domain : null;
}

/** An A-label must spell what UTS-46 would spell the same way; `xn--a` spells a control character. */
function isHonest(domain: string): boolean {
  const labels = domain.split(".");
  if (!labels.some((label) => label.startsWith(A_LABEL_PREFIX))) return true;
  const spelled = labels.map((label) =>
    label.startsWith(A_LABEL_PREFIX) ? decodePunycode(label.slice(A_LABEL_PREFIX.length)) : label,
  );
  return spelled.every((label) => label !== null) && internationalDomain(spelled.join(".")) === domain;
}

/** Only honest letters: what compatibility normalisation or UTS-46 would map to something else is no domain here. */
function internationalDomain(text: string): string | null {
  const lower = text.toLowerCase();
  if (text.normalize("NFKC") !== text || lower.normalize("NFKC") !== lower) return null;
  return INTERNATIONAL_DOMAIN.test(lower) && !INVISIBLE.test(lower) ? toALabels(lower) : null;
}

/** UTS-46 by the URL parser, which browsers and Node share. The alphabet was checked before: no port, path or user. */
function toALabels(domain: string): string | null {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
}

function isDomainName(domain: string): boolean {
  const labels = domain.split(".");
  const top = labels.at(-1) ?? "";
  if (domain.length > DOMAIN_MAX_LENGTH || labels.length < 2) return false;
  // An all-numeric or 0x… top label would be read as an IPv4 address by URL parsers (127.1, 0x7f.1).
  if (/^(?:[0-9]+|0x[0-9a-f]*)$/.test(top)) return false;
  return labels.every((label) => LABEL.test(label));
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function isAscii(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text);
}
