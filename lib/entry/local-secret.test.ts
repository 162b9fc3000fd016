import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localSecret } from "./local-secret.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "latchkey-secret-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the secret is made once: 32 bytes, for its owner alone", () => {
  const made = localSecret(path.join(folder, "new"));
  expect(Buffer.from(made, "base64")).toHaveLength(32);
  expect(localSecret(path.join(folder, "new"))).toBe(made);
  expect(statSync(path.join(folder, "new", "secret")).mode & 0o777).toBe(0o600);
  expect(readdirSync(path.join(folder, "new"))).toEqual(["secret"]);
});

test("rights that are too wide are narrowed", () => {
  localSecret(folder);
  chmodSync(path.join(folder, "secret"), 0o644);
  localSecret(folder);
  expect(statSync(path.join(folder, "secret")).mode & 0o777).toBe(0o600);
});

test("processes that start at once agree on one secret", async () => {
  const module = path.join(import.meta.dirname, "local-secret.ts");
  const code = `import(${JSON.stringify(module)}).then((m) => console.log(m.localSecret(${JSON.stringify(folder)})))`;
  const outputs = await Promise.all(
    [1, 2, 3, 4].map(() =>
      text(spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] }).stdout),
    ),
  );
  expect(new Set(outputs.map((output) => output.trim()))).toEqual(
    new Set([readFileSync(path.join(folder, "secret"), "utf8").trim()]),
  );
});
