import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from "node:crypto";
import type { ActivationPurpose, LinkPurpose } from "./purposes.ts";

/** Everything a signature stands for. Two links are the same exactly when all of it is the same. */
export type LinkClaims = {
  /** APP_URL; never from a request. */
  readonly origin: string;
  readonly purpose: LinkPurpose | ActivationPurpose;
  /** What the link names as its user: the id, or by setting the username. */
  readonly userId: string;
  /** Seconds since 1970 on the database's clock, when the mail's job was made. */
  readonly timestamp: number;
  /** The stored address; for email-change the new one, for email-undo the old one. */
  readonly email: string;
  /** `security_version` of the user row; for email-undo the id of the change record. */
  readonly state: bigint | string;
};

/** The claims that differ between the links of one purpose. */
export type StateClaims = Pick<LinkClaims, "userId" | "timestamp" | "email" | "state">;

/** One to three master keys; the first signs, all are tried. */
export type MasterKeys = readonly Uint8Array[];

const KEY_SALT = "signed-link/v1";
const MESSAGE_VERSION = "v1";
const MAC_BYTES = 32;
/** 43 characters; the last one carries four bits, so only every fourth letter of the alphabet can stand there. */
const SIGNATURE = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** The signature of a link, 43 characters of base64url, by the first of the keys. */
export function signLink({ keys, ...claims }: LinkClaims & { readonly keys: MasterKeys }): string {
  const [subkey] = linkKeys(keys.slice(0, 1), claims).subkeys;
  if (subkey === undefined) throw new Error("signing needs a key");
  return linkMac(subkey, claims).toString("base64url");
}

/** Whether the signature is that of these claims under any of the keys. Malformed signatures are false. */
export function matchesLink(link: LinkClaims & { readonly keys: MasterKeys; readonly signature: string }): boolean {
  const mac = parseSignature(link.signature);
  return mac !== null && matchesMac(linkKeys(link.keys, link), link, mac);
}

/** The keys of one purpose at one origin, derived once for many comparisons. */
export type LinkKeys = Pick<LinkClaims, "purpose" | "origin"> & { readonly subkeys: readonly KeyObject[] };

/** Derives the subkey of each master key: HKDF-SHA-256 (RFC 5869). */
export function linkKeys(keys: MasterKeys, { purpose, origin }: Pick<LinkClaims, "purpose" | "origin">): LinkKeys {
  const info = `${purpose}\0${origin}`;
  return { purpose, origin, subkeys: keys.map((key) => subkeyOf(key, info)) };
}

// A handful of purposes at one origin, for one to three keys.
const derived = new WeakMap<Uint8Array, Map<string, KeyObject>>();

function subkeyOf(key: Uint8Array, info: string): KeyObject {
  const kept = derived.get(key) ?? new Map<string, KeyObject>();
  derived.set(key, kept);
  const subkey = kept.get(info) ?? createSecretKey(new Uint8Array(hkdfSync("sha256", key, KEY_SALT, info, MAC_BYTES)));
  kept.set(info, subkey);
  return subkey;
}

/** Whether the MAC is that of these claims under any of the keys. All keys are tried, whichever fits. */
export function matchesMac(keys: LinkKeys, claims: StateClaims, mac: Uint8Array): boolean {
  let matches = false;
  for (const subkey of keys.subkeys) {
    // Not `matches ||=`: the time must not tell which key it was.
    if (timingSafeEqual(linkMac(subkey, { ...claims, ...keys }), mac)) matches = true;
  }
  return matches;
}

/** The 32 bytes of a signature in its one canonical spelling, else null. */
export function parseSignature(signature: string): Uint8Array | null {
  if (!SIGNATURE.test(signature)) return null;
  const mac = Buffer.from(signature, "base64url");
  return mac.length === MAC_BYTES ? mac : null;
}

function linkMac(subkey: KeyObject, claims: LinkClaims): Buffer {
  const { origin, purpose, userId, timestamp, email, state } = claims;
  const mac = createHmac("sha256", subkey);
  // Length-prefixed, so that no two lists of fields are the same bytes.
  for (const field of [MESSAGE_VERSION, purpose, origin, userId, String(timestamp), email, String(state)]) {
    const bytes = Buffer.from(field, "utf8");
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    mac.update(length).update(bytes);
  }
  return mac.digest();
}
