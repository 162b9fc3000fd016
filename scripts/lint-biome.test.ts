import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** One file a rule: [path, text, the rule that must report it]. */
const broken = [
  ["lib/any.ts", "export const value: any = 1;", "noExplicitAny"],
  ["lib/assertion.ts", "export const value = JSON.parse('1') as number;", "plugin"],
  ["lib/bang.ts", 'export const value = ["x"][0]!.length;', "noNonNullAssertion"],
  ["lib/environment.ts", 'export const value = process.env["HOME"];', "noProcessEnv"],
  ["lib/barrel.ts", 'export { value } from "./bang.ts";', "noBarrelFile"],
  ["lib/all.ts", 'export * from "./bang.ts";', "noReExportAll"],
  ["lib/parameters.ts", "export function f(a: 1, b: 1, c: 1, d: 1) {\n  return a + b + c + d;\n}", "useMaxParams"],
  ["lib/floating.ts", "Promise.resolve(1);", "noFloatingPromises"],
  ["lib/camelCase.ts", "export const value = 1;", "useFilenamingConvention"],
  ["lib/long-file.ts", "export const value = 1;\n".repeat(251), "noExcessiveLinesPerFile"],
  [
    "lib/long-function.ts",
    `export function f() {\n${'  console.log("");\n'.repeat(41)}}`,
    "noExcessiveLinesPerFunction",
  ],
  ["lib/skipped.test.ts", 'test.skip("x", () => {});', "noSkippedTests"],
] as const;

/** What must stay allowed, or the rules would be switched off by those they hinder. */
const sound = [
  ["lib/constant.ts", 'export const value = ["x"] as const;'],
  ["lib/env.ts", 'export const value = process.env["HOME"];'],
] as const;

let folder = "";
let reports: { category: string; location: { path: string } }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "latchkey-lint-"));
  for (const file of ["biome.json", ".gitignore", "scripts/lint-assertions.grit"]) {
    await cp(file, path.join(folder, file));
  }
  await mkdir(path.join(folder, "lib"));
  for (const [name, text] of [...broken, ...sound]) await writeFile(path.join(folder, name), `${text}\n`);
  reports = await lint(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(broken)("%s is reported (%#)", (name, _text, rule) => {
  const rules = reports.filter((report) => report.location.path.endsWith(name)).map((report) => report.category);
  expect(rules.map((category) => category.split("/").at(-1))).toContain(rule);
});

test.each(sound)("%s is not reported", (name) => {
  expect(reports.filter((report) => report.location.path.endsWith(name))).toEqual([]);
});

async function lint(cwd: string): Promise<typeof reports> {
  const program = path.resolve("node_modules/@biomejs/biome/bin/biome");
  const stdout = await new Promise<string>((resolve) => {
    execFile(process.execPath, [program, "lint", "--reporter=json", "."], { cwd }, (_error, out) => resolve(out));
  });
  return JSON.parse(stdout).diagnostics;
}
