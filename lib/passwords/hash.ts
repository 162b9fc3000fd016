import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { type Crowd, makeCrowd } from "./crowd.ts";
import { type ForeignHash, type ForeignHashFault, parseForeignHash } from "./foreign.ts";
import { type Gate, type GateState, hashGateLimits, isGateBusy, makeGate } from "./gate.ts";

/** What one hash costs (RFC 9106 §3.1): memory in KiB, passes over it, lanes. */
export type HashCost = { readonly memoryKib: number; readonly passes: number; readonly lanes: number };

/** OWASP's argon2id figures; nobody may configure less (docs/security.md row 29). */
export const FLOOR_COST: HashCost = { memoryKib: 19_456, passes: 2, lanes: 1 };

/** Longest password that is looked at, in bytes of UTF-8 as typed. */
const MAX_BYTES = 1_024;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** What {@link hashPassword} makes. */
const OWN_HASH = /^\$argon2id\$v=19\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,3})\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;
/** What anybody makes, Django with a prefix of its own: 8 to 64 bytes of salt, 16 to 64 of tag. */
const ANY_HASH =
  /^(?:argon2)?\$argon2(?:id|i|d)\$v=19\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,3})\$[A-Za-z\d+/]{11,86}\$[A-Za-z\d+/]{22,86}$/;
/** The costliest argon2 that is verified or configured (docs/security.md row 31). */
const CEILING_COST: HashCost = { memoryKib: 262_144, passes: 16, lanes: 16 };

/** The most that a foreign argon2 may fill, in KiB over all passes: about a second; Django's own is a fifth of it. */
const FOREIGN_CEILING_KIB = 2 ** 20;

/** One for the process: Next bundles this module more than once, and two gates would be no gate. */
type Hashing = { gate: Gate; crowd: Crowd; runs: number; cost: HashCost };

declare global {
  var latchkeyHashing: Hashing | undefined;
}

globalThis.latchkeyHashing ??= { ...waitingRoom(hashGateLimits.concurrency), runs: 0, cost: FLOOR_COST };
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

/** The same, or null when there is no room now: for a hash that may as well be made another time. */
export async function hashIfRoom(password: string): Promise<string | null> {
  try {
    return await hashPassword(password);
  } catch (error) {
    if (isGateBusy(error)) return null;
    throw error;
  }
}

/**
 * Whether the password is the one behind the hash. Null (nobody, or no password) and hashes we cannot read cost the
 * same one run, against a made-up hash with the present cost, and are false; so is a password too long or malformed to
 * have been set. A foreign hash is tried with the text as typed, then with its NFKC form where that differs. Throws
 * `GateBusy` when there is no room.
 */
export async function verifyPassword(password: string, encoded: string | null): Promise<boolean> {
  const isPossible = isHashable(password);
  const isOwn = encoded !== null && isOwnHash(encoded);
  const foreign = encoded === null || isOwn ? null : foreignHashOf(encoded);
  if (isPossible && foreign !== null && typeof foreign !== "string") return verifyForeign(password, foreign);
  const matches = await run(() => verify(isOwn ? encoded : dummyHash(), inputOf(isPossible ? password : "")));
  return matches && isOwn && isPossible;
}

/** Why this hash of another application cannot be taken over, or null when its owner will be able to log in. */
export function importFault(encoded: string): ForeignHashFault | null {
  const foreign = foreignHashOf(encoded);
  return typeof foreign === "string" ? foreign : null;
}

/** In one place at the gate: whoever was judged by the first spelling must not be turned away, as if not judged, at the second. */
function verifyForeign(password: string, foreign: ForeignHash): Promise<boolean> {
  return run(async () => {
    if (await foreign.verify(Buffer.from(password, "utf8"))) return true;
    return password.normalize("NFKC") !== password && foreign.verify(inputOf(password));
  });
}

/** Argon2 in Django's spelling or of another shape than ours, and whatever `foreign.ts` reads. */
function foreignHashOf(encoded: string): ForeignHash | ForeignHashFault {
  const cost = costIn(ANY_HASH.exec(encoded));
  if (cost === null) return parseForeignHash(encoded);
  const { memoryKib, passes, lanes } = cost;
  // RFC 9106 §3.1.
  if (passes < 1 || lanes < 1 || memoryKib < 8 * lanes) return "unknown_hash_format";
  if (isDearer(cost, CEILING_COST) || memoryKib * passes > FOREIGN_CEILING_KIB) return "hash_too_costly";
  const phc = encoded.slice(encoded.indexOf("$"));
  // The library throws at bits that make no base64.
  return { verify: (password) => verify(phc, password).catch(() => false) };
}

function isOwnHash(encoded: string): boolean {
  const cost = costIn(OWN_HASH.exec(encoded));
  return cost !== null && !isDearer(cost, CEILING_COST);
}

function costIn(match: RegExpExecArray | null): HashCost | null {
  return match && { memoryKib: Number(match[1]), passes: Number(match[2]), lanes: Number(match[3]) };
}

/** Whether any figure of the one exceeds the other's. */
function isDearer(cost: HashCost, other: HashCost): boolean {
  return cost.memoryKib > other.memoryKib || cost.passes > other.passes || cost.lanes > other.lanes;
}

/** Whether a hash should be made anew at the next login: it is foreign, or made at another cost than the present one. */
export function needsRehash(encoded: string): boolean {
  const cost = costIn(OWN_HASH.exec(encoded));
  return cost === null || isDearer(cost, hashing.cost) || isDearer(hashing.cost, cost);
}

/** Raises the cost of new hashes, once at start. Throws when a figure lies below {@link FLOOR_COST} or beyond reason. */
export function setHashCost(cost: HashCost): void {
  if (isDearer(FLOOR_COST, cost)) throw new RangeError(`password hashing needs at least ${figures(FLOOR_COST)}`);
  if (isDearer(cost, CEILING_COST)) throw new RangeError(`password hashing takes at most ${figures(CEILING_COST)}`);
  hashing.cost = cost;
}

/**
 * Sets, once at start, how many hashes may run at once: the process's share of the cores, two at most. More of them than cores
 * push each other, and whoever answers, out of the caches (docs/performance.md).
 */
export function setHashPlaces(cores: number): void {
  Object.assign(hashing, waitingRoom(Math.min(cores, hashGateLimits.concurrency)));
}

/** How many hashes this process has computed; tests compare it to see that every refusal costs the same. */
export function hashRuns(): number {
  return hashing.runs;
}

/** Runs a request that leads to a hash, in a crowd together with others ({@link Crowd.run}). */
export function inCrowd<Value>(work: () => Promise<Value>): Promise<Value> {
  return hashing.crowd.run(work);
}

/** How crowded the gate in front of the hashes is; those who are held on their way to it wait as well. */
export function hashGateState(): GateState {
  const state = hashing.gate.state();
  return { ...state, waiting: state.waiting + hashing.crowd.held() };
}

/** With one waiting beside those at work, no place falls empty while others come. */
function waitingRoom(concurrency: number): Pick<Hashing, "gate" | "crowd"> {
  return { gate: makeGate({ ...hashGateLimits, concurrency }), crowd: makeCrowd(concurrency + 1) };
}

async function run<Value>(work: () => Promise<Value>): Promise<Value> {
  const value = await hashing.gate.run(() => {
    hashing.runs += 1;
    return work();
  });
  await hashing.crowd.hashed();
  return value;
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
  const random = (bytes: number): string => randomBytes(bytes).toString("base64").replaceAll("=", "");
  return `$argon2id$v=19$${figures(hashing.cost)}$${random(SALT_BYTES)}$${random(TAG_BYTES)}`;
}

function figures({ memoryKib, passes, lanes }: HashCost): string {
  return `m=${memoryKib},t=${passes},p=${lanes}`;
}
