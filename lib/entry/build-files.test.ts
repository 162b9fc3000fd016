import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withCompressedFiles } from "./build-files.ts";

let folder = "";
let server: Server;
let origin = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "latchkey-static-"));
  await mkdir(path.join(folder, "chunks"));
  await writeFile(path.join(folder, "chunks/a.js"), "hello");
  await writeFile(path.join(folder, "chunks/a.js.br"), brotliCompressSync("hello"));
  await writeFile(path.join(folder, "chunks/secret.txt.br"), "secret");
  const handle = withCompressedFiles((_request, response) => void response.end("next"), folder);
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function ask(file: string, encoding = "gzip, deflate, br") {
  const answer = await fetch(origin + file, { headers: { "accept-encoding": encoding } });
  return { text: await answer.text(), headers: answer.headers };
}

test("a script of the build is sent with Brotli, to be kept for good", async () => {
  const { text, headers } = await ask("/_next/static/chunks/a.js");
  expect(text).toBe("hello");
  expect(headers.get("content-encoding")).toBe("br");
  expect(headers.get("vary")).toBe("Accept-Encoding");
  expect(headers.get("cache-control")).toContain("immutable");
});

test.each([
  ["a browser without Brotli", "/_next/static/chunks/a.js", "gzip"],
  ["one that refuses it", "/_next/static/chunks/a.js", "gzip, br;q=0"],
  ["a file without a copy", "/_next/static/chunks/b.js", "br"],
  ["a copy of another kind", "/_next/static/chunks/secret.txt", "br"],
  ["a path out of the folder", "/_next/static/chunks/..%2fchunks/a.js", "br"],
  ["another path", "/chunks/a.js", "br"],
])("%s is answered by Next", async (_case, file, encoding) => {
  expect((await ask(file, encoding)).text).toBe("next");
});
