import { createHash, pbkdf2, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { verify as verifyBcrypt } from "@node-rs/bcrypt";

/** A hash another application made. `verify` computes it once for the given bytes; only call it through the gate. */
export type ForeignHash = { readonly verify: (password: Uint8Array) => Promise<boolean> };

/** Why a hash cannot be imported. */
export type ForeignHashFault = "unknown_hash_format" | "hash_too_costly";

/** The costliest hashes that are taken over, about a second each: every login would pay for more (docs/security.md row 31). */
const MAX_PBKDF2_ROUNDS = 2_000_000;
const MAX_SCRYPT_N = 2 ** 17;
const MAX_SCRYPT_FACTOR = 16;
/** N·r·p; Django's own is 2^17 to 5·2^17. */
const MAX_SCRYPT_WORK = 2 ** 21;
const MIN_BCRYPT_COST = 4;
const MAX_BCRYPT_COST = 14;

type Parser = (encoded: string) => ForeignHash | ForeignHashFault | null;

/**
 * Reads a hash in Django's spelling (`django/contrib/auth/hashers.py`): `pbkdf2_sha256`, `pbkdf2_sha1`, `scrypt`,
 * `bcrypt_sha256`, `bcrypt`. Argon2 is read in `hash.ts`. Unsalted and plain digests such as `md5` are unknown on
 * purpose: whoever has them resets the password.
 */
export function parseForeignHash(encoded: string): ForeignHash | ForeignHashFault {
  for (const parse of [parsePbkdf2, parseScrypt, parseBcrypt] satisfies Parser[]) {
    const parsed = parse(encoded);
    if (parsed !== null) return parsed;
  }
  return "unknown_hash_format";
}

const PBKDF2 = /^pbkdf2_(sha256|sha1)\$([1-9]\d{0,9})\$([^$\p{C}]{1,128})\$([A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=)$/u;
const derivePbkdf2 = promisify(pbkdf2);

function parsePbkdf2(encoded: string): ForeignHash | ForeignHashFault | null {
  const [, digest = "", rounds = "", salt = "", key = ""] = PBKDF2.exec(encoded) ?? [];
  if (digest === "") return null;
  if (Number(rounds) > MAX_PBKDF2_ROUNDS) return "hash_too_costly";
  const expected = Buffer.from(key, "base64");
  return {
    verify: async (password) =>
      isEqual(await derivePbkdf2(password, salt, Number(rounds), expected.length, digest), expected),
  };
}

const SCRYPT = /^scrypt\$([^$\p{C}]{1,128})\$([1-9]\d{0,9})\$([1-9]\d{0,5})\$([1-9]\d{0,5})\$([A-Za-z0-9+/]{86}==)$/u;
const deriveScrypt = promisify<Uint8Array, string, number, ScryptCost, Buffer>(scrypt);
type ScryptCost = { readonly N: number; readonly r: number; readonly p: number; readonly maxmem: number };

function parseScrypt(encoded: string): ForeignHash | ForeignHashFault | null {
  const [, salt = "", n = "", r = "", p = "", key = ""] = SCRYPT.exec(encoded) ?? [];
  if (salt === "") return null;
  const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: 256 * Number(r) * (Number(n) + Number(p)) };
  // RFC 7914 §6: N is a power of two below 2^(128·r/8).
  const bits = Math.log2(cost.N);
  if (!Number.isInteger(bits) || bits < 1 || bits >= 16 * cost.r) return "unknown_hash_format";
  if (cost.N > MAX_SCRYPT_N || cost.r > MAX_SCRYPT_FACTOR || cost.p > MAX_SCRYPT_FACTOR) return "hash_too_costly";
  if (cost.N * cost.r * cost.p > MAX_SCRYPT_WORK) return "hash_too_costly";
  const expected = Buffer.from(key, "base64");
  return { verify: async (password) => isEqual(await deriveScrypt(password, salt, expected.length, cost), expected) };
}

const BCRYPT = /^(bcrypt_sha256|bcrypt)\$(\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53})$/;

function parseBcrypt(encoded: string): ForeignHash | ForeignHashFault | null {
  const [, format = "", hash = "", cost = ""] = BCRYPT.exec(encoded) ?? [];
  if (format === "") return null;
  if (Number(cost) < MIN_BCRYPT_COST) return "unknown_hash_format";
  if (Number(cost) > MAX_BCRYPT_COST) return "hash_too_costly";
  if (format === "bcrypt") return { verify: (password) => verifyBcrypt(password, hash) };
  // bcrypt reads 72 bytes; Django feeds it the hexadecimal SHA-256 so that the whole password counts.
  return { verify: (password) => verifyBcrypt(createHash("sha256").update(password).digest("hex"), hash) };
}

function isEqual(derived: Buffer, expected: Buffer): boolean {
  return derived.length === expected.length && timingSafeEqual(derived, expected);
}
