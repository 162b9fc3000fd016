import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CommandFault } from "#lib/commands/command.ts";
import { readSource } from "./read-source.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "latchkey-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array) {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return readSource(file, null);
}

const csv = "username,email,first_name\nkim,kim@example.org,J\u00f6rg\n";
const json = JSON.stringify([
  { model: "auth.user", pk: 1, fields: { username: "kim", password: "!", first_name: "J\u00f6rg" } },
]);

test.each([
  ["users.csv", csv],
  ["users.CSV", `\uFEFF${csv}`],
  ["users.json", json],
  ["marked.json", `\uFEFF${json}`],
])("%s is read, a byte order mark or none", async (name, content) => {
  expect((await read(name, content)).rows).toMatchObject([{ fields: { username: "kim", first_name: "J\u00f6rg" } }]);
});

test.each<[string, string | Uint8Array]>([
  ["nothing.csv", ""],
  ["nothing.json", ""],
  ["mark.csv", "\uFEFF"],
  ["list.json", "[]"],
  ["latin.csv", Buffer.from(csv, "latin1")],
  ["wide.csv", Buffer.from(csv, "utf16le")],
  ["wide-marked.csv", Buffer.from(`\uFEFF${csv}`, "utf16le")],
  ["wide.json", Buffer.from(json, "utf16le")],
  ["semicolons.csv", csv.replaceAll(",", ";")],
  ["open.csv", csv.replace("kim", '"kim')],
  ["archive.json", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
  ["fieldless.json", '[{"model":"auth.user","pk":1,"fields":null}]'],
  ["deep.json", "[".repeat(200_000)],
  ["number.json", "1e400"],
])("%s is refused in a sentence", async (name, content) => {
  await expect(read(name, content)).rejects.toThrow(CommandFault);
});
