import { inCrowd } from "#lib/passwords/hash.ts";

/** Runs a request whose use case hashes, in a crowd together with others (`Crowd` in lib/passwords/crowd.ts). */
export function inHashCrowd<Value>(work: () => Promise<Value>): Promise<Value> {
  return inCrowd(work);
}
