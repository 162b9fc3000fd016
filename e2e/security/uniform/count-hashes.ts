// Loaded into an application before anything else (`--import`): each run of the hash function adds its process to the file
// named by HASH_RUNS_FILE. What is counted is what the processor really does, whoever asks for it.
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";

type Hashing = (...args: readonly unknown[]) => unknown;
const file = process.env["HASH_RUNS_FILE"];
const argon2: Record<"hash" | "verify", Hashing> = createRequire(import.meta.url)("@node-rs/argon2");

if (file !== undefined) {
  for (const name of ["hash", "verify"] as const) {
    const compute = argon2[name];
    argon2[name] = (...args) => {
      appendFileSync(file, `${process.pid}\n`);
      return compute(...args);
    };
  }
}
