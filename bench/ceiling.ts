// The ceiling of whatever hashes: argon2id with the product's parameters and nothing else, in a process of its own.
import { availableParallelism } from "node:os";
import { hash } from "@node-rs/argon2";
import { FLOOR_COST } from "#lib/passwords/hash.ts";

const seconds = 4;
const { memoryKib, passes, lanes } = FLOOR_COST;
const options = { memoryCost: memoryKib, timeCost: passes, parallelism: lanes, outputLen: 32 };

let count = 0;
const start = performance.now();
const runs = Array.from({ length: 2 * availableParallelism() }, async () => {
  while (performance.now() < start + seconds * 1_000) {
    await hash("harbour-lights-at-dusk", options);
    count += 1;
  }
});
await Promise.all(runs);
process.stdout.write(String(count / ((performance.now() - start) / 1_000)));
