import { type ParsedLink, parseTimestamp } from "./parse.ts";
import type { ActivationPurpose } from "./purposes.ts";
import { type MasterKeys, parseSignature, signLink } from "./sign.ts";

/** What an activation key is made of. */
export type ActivationKeyClaims = {
  readonly keys: MasterKeys;
  readonly origin: string;
  /** REGISTRATION_SALT. */
  readonly salt: string;
  /** The username; for an account without one, the id. */
  readonly name: string;
  readonly timestamp: number;
  readonly email: string;
  readonly securityVersion: bigint;
};

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const KEY_PARTS = 3;
/** 150 code points, each at most an escaped pair of surrogates in JSON, by base64. */
const MAX_LENGTH = 2_600;

/** The purpose under which activation keys are signed and checked. */
export function activationPurpose(salt: string): ActivationPurpose {
  return `activation-key/${salt}`;
}

/**
 * An activation key in django-registration's form: base64url of the name as ASCII JSON, base62 of the
 * timestamp, the MAC, joined by colons. Single-use like every link.
 */
export function makeActivationKey(claims: ActivationKeyClaims): string {
  const { keys, origin, salt, name, timestamp, email, securityVersion } = claims;
  const purpose = activationPurpose(salt);
  const signature = signLink({ keys, origin, purpose, userId: name, timestamp, email, state: securityVersion });
  return [Buffer.from(asciiJson(name)).toString("base64url"), toBase62(timestamp), signature].join(":");
}

/**
 * The parts of an activation key, for `checkLink` with {@link activationPurpose}; `userId` is the name. Null unless it
 * is spelled exactly as {@link makeActivationKey} spells it.
 */
export function parseActivationKey(key: string): ParsedLink | null {
  const [encodedName = "", base62 = "", signature = "", ...others] =
    key.length > MAX_LENGTH ? [] : key.split(":", KEY_PARTS + 1);
  const name = parseName(encodedName);
  const timestamp = parseTimestamp(String(fromBase62(base62)));
  const mac = parseSignature(signature);
  if (name === null || timestamp === null || mac === null || others.length > 0) return null;
  return toBase62(timestamp) === base62 ? { userId: name, timestamp, mac } : null;
}

function parseName(encoded: string): string | null {
  const json = Buffer.from(encoded, "base64url").toString("latin1");
  if (!/^"[\x20-\x7e]+"$/.test(json)) return null;
  const name = parseJson(json);
  if (typeof name !== "string" || name === "" || !name.isWellFormed()) return null;
  return Buffer.from(asciiJson(name)).toString("base64url") === encoded ? name : null;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** JSON as Python writes it: everything beyond ASCII escaped. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function toBase62(number: number): string {
  let text = "";
  for (let rest = number; rest > 0; rest = Math.floor(rest / BASE62.length)) {
    text = BASE62.charAt(rest % BASE62.length) + text;
  }
  return text;
}

/** NaN for what is no base62. */
function fromBase62(text: string): number {
  if (!/^[0-9A-Za-z]{1,7}$/.test(text)) return Number.NaN;
  return Array.from(text).reduce((number, digit) => number * BASE62.length + BASE62.indexOf(digit), 0);
}
