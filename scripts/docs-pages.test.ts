import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { eventNames } from "#lib/env/event-names.ts";
import { tableRows } from "./docs/table.ts";

const pages = globSync(["*.md", "docs/**/*.md"]).map((page) => page.replaceAll("\\", "/"));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** Matches of the first group, without duplicates. */
function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))];
}

/** Whether a path of the project, braces, stars and placeholders allowed, names something that is there. */
function isThere(name: string): boolean {
  if (/[<…]/.test(name)) return true;
  return existsSync(name) || globSync(name).length > 0;
}

describe.each(pages)("%s", (page) => {
  const text = readFileSync(page, "utf8");

  test("links only to files that are there", () => {
    const targets = found(text, /\]\((?!https?:|#)([^)#\s]+)/g);
    expect(targets.filter((target) => !existsSync(path.join(path.dirname(page), target)))).toEqual([]);
  });

  test("names only files that are there", () => {
    const names = found(text, /`((?:app|components|docs|e2e|emails|lib|prisma|scripts)\/[^`\s]*)`/g);
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  test("names only commands that are there", () => {
    const commands = found(text, /npm run ([\w:-]+)/g);
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
    const files = found(text, /scripts\/run\.mjs (\S+\.m?[jt]s)/g);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});

test("README.md and ARCHITECTURE.md stay short", () => {
  const linesOf = (page: string) => readFileSync(page, "utf8").split("\n").length;
  expect(linesOf("README.md")).toBeLessThanOrEqual(200);
  expect(linesOf("ARCHITECTURE.md")).toBeLessThanOrEqual(150);
});

test("docs/from-django.md names only settings of ours that exist", () => {
  const known = tableRows(readFileSync("docs/settings.md", "utf8")).map(([name = ""]) => name.replaceAll("`", ""));
  const rows = tableRows(readFileSync("docs/from-django.md", "utf8"));
  const said = rows.flatMap(([theirs = "", ours = ""]) =>
    found(ours === "the same" ? theirs : ours, /`([A-Z][A-Z_]{5,})\b/g),
  );
  expect(said.length).toBeGreaterThan(50);
  expect(said.filter((name) => !known.includes(name))).toEqual([]);
});

test("docs/operations.md names the log events that are written, and no other", () => {
  const text = readFileSync("docs/operations.md", "utf8").split("## Logs and events")[1]?.split(/^## /m)[0] ?? "";
  const events = tableRows(text).flatMap(([names = ""]) => found(names, /`(\w+)`/g));
  const files = globSync("{lib,app}/**/*.{ts,tsx}").filter((file) => !file.includes(".test."));
  const code = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const written = [...eventNames, ...found(code, /\blog\.(?:info|warn|error)\(\s*"(\w+)"/g)];
  expect(written.length).toBeGreaterThan(40);
  expect(written.filter((event) => !events.includes(event))).toEqual([]);
  expect(events.filter((event) => !code.includes(`"${event}"`))).toEqual([]);
});

test("the example of docs/testing.md is a test that runs", () => {
  const example = /```ts\n(.+?)```/s.exec(readFileSync("docs/testing.md", "utf8"))?.[1] ?? "missing";
  expect(readFileSync("e2e/browser/adopters-kit.spec.ts", "utf8").slice(0, example.length)).toBe(example);
  expect(example.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
  expect(example).not.toMatch(/sleep|waitForTimeout/);
});
