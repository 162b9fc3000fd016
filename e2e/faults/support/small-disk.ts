import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** A file system of its own that can be filled; only root on Linux can make one. */
export type SmallDisk = {
  readonly folder: string;
  /** Takes all the room there is; `free` gives it back. */
  fill(): Promise<void>;
  free(): Promise<void>;
  remove(): void;
};

/** Whether this user can make one; tests of full disks are skipped without it. */
export const canMakeDisk = process.platform === "linux" && process.getuid?.() === 0 && mounts(["--version"]);

/** Makes one of so many MB below `parent`; `isReadOnly`: nothing can be written to it at all. */
export function makeSmallDisk(parent: string, { megabytes = 16, isReadOnly = false } = {}): SmallDisk {
  const folder = path.join(parent, "disk");
  mkdirSync(folder);
  const options = [`size=${megabytes}m`, "mode=755", ...(isReadOnly ? ["ro"] : [])].join(",");
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]);
  const ballast = path.join(folder, "ballast");
  return {
    folder,
    fill: () => fillWith(ballast),
    free: () => rm(ballast, { force: true }),
    remove: () => void execFileSync("umount", ["-l", folder]),
  };
}

async function fillWith(file: string): Promise<void> {
  for (const chunk of [1_048_576, 4_096, 1]) {
    for (;;) {
      const isFull = await writeFile(file, Buffer.alloc(chunk), { flag: "a" }).then(
        () => false,
        () => true,
      );
      if (isFull) break;
    }
  }
}

function mounts(args: readonly string[]): boolean {
  try {
    execFileSync("mount", [...args], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
