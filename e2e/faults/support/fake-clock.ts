import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";

const library = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"]
  .map((folder) => path.join(folder, "faketime/libfaketimeMT.so.1"))
  .find(existsSync);

/** Whether the package libfaketime is there; tests with a wrong clock are skipped without it. */
export const canFakeClock = library !== undefined;

/** A clock that can be set while its processes run. Timers go on: only what they read as the time is wrong. */
export type FakeClock = { readonly environment: Readonly<Record<string, string>>; set(offset: string): Promise<void> };

/** A clock that is right until it is set, such as to "+10m" or "-1h"; its file lies in `folder`. */
export async function makeFakeClock(folder: string): Promise<FakeClock> {
  const file = path.join(folder, "clock");
  const set = (offset: string) => writeFile(file, `${offset}\n`, { mode: 0o644 });
  await set("+0");
  const environment = {
    LD_PRELOAD: library ?? "",
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
  };
  return { environment, set };
}
