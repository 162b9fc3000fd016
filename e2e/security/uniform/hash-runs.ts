import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Settings } from "#e2e/support/app.ts";
import type { Place } from "#e2e/support/place.ts";

/** Settings under which all processes of an application note every run of their hash function (count-hashes.ts). */
export function notingHashes(place: Place): Settings {
  return {
    HASH_RUNS_FILE: runsFile(place),
    NODE_OPTIONS: `--import=${path.resolve("e2e/security/uniform/count-hashes.ts")}`,
  };
}

/** The runs so far: of each, the process that it was in. */
export function hashRuns(place: Place): readonly string[] {
  const file = runsFile(place);
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").filter(Boolean) : [];
}

function runsFile({ dataFolder }: Place): string {
  return path.join(dataFolder, "hash-runs");
}
