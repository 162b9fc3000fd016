import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import type { Application } from "./gate.ts";
import { isBuildFile, pathOf } from "./paths.ts";

const types: Readonly<Record<string, string>> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};

/**
 * Answers for the build's scripts and styles with their Brotli copies, about a tenth smaller than what Next would compress at
 * every request. The copies lie beside the files (scripts/lib/compress-build.mjs); what has none, and whoever does not take
 * Brotli, goes on to `application`.
 */
export function withCompressedFiles(application: Application, folder = ".next/static"): Application {
  const copies = copiesIn(folder);
  const read = new Map<string, Promise<Buffer>>();
  return async (request, response) => {
    const name = wantedName(request);
    if (name === null || !copies.has(name)) return application(request, response);
    const content = read.get(name) ?? readFile(path.join(folder, `${name}.br`));
    read.set(name, content);
    write(request, response, { content: await content, type: types[path.extname(name)] ?? "" });
  };
}

// Only what was there at the start is ever looked up: no path of a request reaches the disk.
function copiesIn(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const copies = names.filter((name) => name.endsWith(".br")).map((name) => name.slice(0, -".br".length));
  return new Set(copies.filter((name) => path.extname(name) in types).map((name) => name.split(path.sep).join("/")));
}

function wantedName({ method, url = "", headers }: IncomingMessage): string | null {
  const file = pathOf(url);
  const takesBrotli = /(?:^|,)\s*br\s*(?:,|$)/.test(String(headers["accept-encoding"] ?? ""));
  if (!isBuildFile(file) || !takesBrotli || (method !== "GET" && method !== "HEAD")) return null;
  return file.slice("/_next/static/".length);
}

function write(
  { method }: IncomingMessage,
  response: ServerResponse,
  { content, type }: { readonly content: Buffer; readonly type: string },
): void {
  response.writeHead(200, {
    "Content-Type": type,
    "Content-Encoding": "br",
    "Content-Length": content.length,
    "Cache-Control": "public, max-age=31536000, immutable",
    Vary: "Accept-Encoding",
  });
  response.end(method === "HEAD" ? undefined : content);
}
