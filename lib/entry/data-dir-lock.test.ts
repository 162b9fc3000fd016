import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataDir, withDataDirLock } from "./data-dir-lock.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "latchkey-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that takes the lock and keeps it. */
async function holder() {
  const module = path.join(import.meta.dirname, "data-dir-lock.ts");
  const code = `import(${JSON.stringify(module)}).then((m) => { m.lockDataDir(${JSON.stringify(folder)}); console.log("held"); setInterval(() => globalThis.gc?.(), 50); })`;
  const child = spawn(process.execPath, ["--expose-gc", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

test("a second process is refused, in words that name the first and say that the database is for one process", async () => {
  const child = await holder();
  expect(() => lockDataDir(folder)).toThrow(
    new RegExp(`another process \\(${child.pid}\\).*for one process.*DATABASE_URL`),
  );
  child.kill("SIGKILL");
  await once(child, "exit");
});

test("the lock dies with its process, even by kill -9", async () => {
  const child = await holder();
  child.kill("SIGKILL");
  await once(child, "exit");
  lockDataDir(folder).release();
});

test("a released lock can be taken again, and releasing twice is harmless", async () => {
  const lock = lockDataDir(folder);
  lock.release();
  lock.release();
  await expect(withDataDirLock(folder, async () => "done")).resolves.toBe("done");
  lockDataDir(folder).release();
});

test("work that fails releases the lock", async () => {
  await expect(withDataDirLock(folder, () => Promise.reject(new Error("bug")))).rejects.toThrow("bug");
  lockDataDir(folder).release();
});

test.skipIf(process.getuid?.() === 0)(
  "a folder that cannot be written is named [needs a user that is not root]",
  () => {
    chmodSync(folder, 0o500);
    expect(() => lockDataDir(folder)).toThrow(/DATA_DIR .* cannot be written/);
  },
);
