import { execFileSync } from "node:child_process";
import { cpSync, globSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A piece of the guide: a change to a file, a file as a whole, or commands (`sh`, which name no file). */
type Piece = { readonly kind: string; readonly file: string; readonly text: string };

const parts = [
  "app",
  "components",
  "emails",
  "lib",
  "prisma",
  "public",
  "scripts/{lib,run.mjs,account.ts,db-migrate.ts}",
  "*.ts",
  "*.mjs",
  "package.json",
  "tsconfig.json",
];
const fence = /^```(diff|tsx|js|sh)(?: (\S+))?\n(.*?)^```$/gms;

/**
 * A copy of the product in a folder of its own, changed exactly as the guide says, piece after piece. Throws where a change
 * does not fit its file. Packages are hard links, so it costs a second.
 */
export function makeGuidedTree(guide: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const files = globSync(parts).filter((file) => !file.includes(".config.") || file.startsWith("next"));
  const isProduct = (file: string) => !/\.test\.tsx?$/.test(file);
  for (const file of files) cpSync(file, path.join(folder, file), { recursive: true, filter: isProduct });
  linkTree("node_modules", path.join(folder, "node_modules"));
  for (const piece of piecesOf(readFileSync(guide, "utf8"))) apply(piece, folder);
}

function piecesOf(text: string): readonly Piece[] {
  return [...text.matchAll(fence)].map(([, kind = "", file = "", body = ""]) => ({ kind, file, text: body }));
}

function apply({ kind, file, text }: Piece, folder: string): void {
  if (kind === "sh") return void execFileSync("sh", ["-ec", text], { cwd: folder });
  const target = path.join(folder, file);
  writeFileSync(target, kind === "diff" ? changed(file, readFileSync(target, "utf8"), text) : text);
}

function changed(file: string, before: string, change: string): string {
  const lines = change.trimEnd().split("\n");
  const side = (own: string) =>
    lines
      .filter((line) => line.startsWith(own) || line.startsWith(" "))
      .map((line) => line.slice(1))
      .join("\n");
  if (before.split(side("-")).length !== 2) throw new Error(`not exactly once in ${file}:\n${side("-")}`);
  return before.replace(side("-"), () => side("+"));
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) cpSync(source, target, { verbatimSymlinks: true });
    else linkSync(source, target);
  }
}
