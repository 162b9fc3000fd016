import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { type Gate, hashGateLimits, makeGate } from "./gate.ts";

/** What one hash costs (RFC 9106 §3.1): memory in KiB, passes over it, lanes. */
export type HashCost = { readonly memoryKib: number; readonly passes: number; readonly lanes: number };

/** OWASP's argon2id figures; nobody may configure less (security.md, row 29). */
export const FLOOR_COST: HashCost = { memoryKib: 19_456, passes: 2, lanes: 1 };

/** Longest password that is looked at, in bytes of UTF-8 as typed. */
const MAX_BYTES = 1_024;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const OWN_HASH = /^\$argon2id\$v=19\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,3})\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;

/** One for the process: Next bundles this module more than once, and two gates would be no gate. */
type Hashing = { readonly gate: Gate; runs: number; cost: HashCost };

declare global {
  var latchkeyHashing: Hashing | undefined;
}

globalThis.latchkeyHashing ??= { gate: makeGate(hashGateLimits), runs: 0, cost: FLOOR_COST };
const hashing: Hashing = globalThis.latchkeyHashing;

/**
 * The argon2id hash of a password, as a PHC string: version 19, 16 bytes of salt, 32 bytes of tag, over the NFKC form
 * in UTF-8, uncut, off the main thread. For passwords that passed the policy. Throws `GateBusy` when there is no room.
 * Never inside a transaction.
 */
export async function hashPassword(password: string): Promise<string> {
  if (!isHashable(password)) throw new Error("a password that cannot be hashed must have been refused before");
  return run(() => hash(inputOf(password), argon2Options()));
}

/**
 * Whether the password is the one behind the hash. Null (nobody, or no password) and hashes of an unknown format cost
 * the same one run, against a made-up hash with the present cost, and are false; so is a password too long or
 * malformed to have been set. Throws `GateBusy` when there is no room.
 */
export async function verifyPassword(password: string, encoded: string | null): Promise<boolean> {
  const isOwn = encoded !== null && OWN_HASH.test(encoded);
  const isPossible = isHashable(password);
  const matches = await run(() => verify(isOwn ? encoded : dummyHash(), inputOf(isPossible ? password : "")));
  return matches && isOwn && isPossible;
}

/** Whether a hash should be made anew at the next login: it is foreign, or made at another cost than the present one. */
export function needsRehash(encoded: string): boolean {
  const { memoryKib, passes, lanes } = hashing.cost;
  const own = OWN_HASH.exec(encoded);
  return own === null || Number(own[1]) !== memoryKib || Number(own[2]) !== passes || Number(own[3]) !== lanes;
}

/** Raises the cost of new hashes, once at start. Throws when a figure lies below {@link FLOOR_COST}. */
export function setHashCost(cost: HashCost): void {
  const { memoryKib, passes, lanes } = FLOOR_COST;
  if (cost.memoryKib < memoryKib || cost.passes < passes || cost.lanes < lanes) {
    throw new RangeError(`password hashing needs at least m=${memoryKib}, t=${passes}, p=${lanes}`);
  }
  hashing.cost = cost;
}

/** How many hashes this process has computed; tests compare it to see that every refusal costs the same. */
export function hashRuns(): number {
  return hashing.runs;
}

function run<Value>(work: () => Promise<Value>): Promise<Value> {
  return hashing.gate.run(() => {
    hashing.runs += 1;
    return work();
  });
}

/** NFKC, so that one password typed on two keyboards is one password. */
function inputOf(password: string): Buffer {
  return Buffer.from(password.normalize("NFKC"), "utf8");
}

/** Half a surrogate pair would be hashed as the replacement character, and so would any other. */
function isHashable(password: string): boolean {
  return password.length <= MAX_BYTES && password.isWellFormed() && Buffer.byteLength(password) <= MAX_BYTES;
}

function argon2Options() {
  const { memoryKib, passes, lanes } = hashing.cost;
  return {
    memoryCost: memoryKib,
    timeCost: passes,
    parallelism: lanes,
    outputLen: TAG_BYTES,
    salt: randomBytes(SALT_BYTES),
  };
}

/** No password has this hash: salt and tag are random. Made without a run, so that it costs nothing the first time. */
function dummyHash(): string {
  const { memoryKib, passes, lanes } = hashing.cost;
  const random = (bytes: number): string => randomBytes(bytes).toString("base64").replaceAll("=", "");
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${random(SALT_BYTES)}$${random(TAG_BYTES)}`;
}
