import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { errorTable } from "#lib/http/errors.ts";
import errors from "./messages/en/errors.json" with { type: "json" };
import fault from "./messages/en/fault.json" with { type: "json" };
import mails from "./messages/en/mails.json" with { type: "json" };
import pages from "./messages/en/pages.json" with { type: "json" };

const read = (pattern: string) =>
  globSync(pattern)
    .filter((path) => !/\.test\./.test(path))
    .map((path) => ({ path, code: readFileSync(path, "utf8") }));
const screens = read("{app,components,lib/i18n}/**/*.{ts,tsx}");
const letters = read("emails/**/*.tsx");

/** Whether code names a text: as a key of `t`, as a property, or as one of a group that is taken as a whole. */
function isNamed(code: string, path: readonly string[]): boolean {
  return path.slice(1).some((key) => new RegExp(`["'\`.]${key}\\b|\\b${key}:`).test(code));
}

describe.each(Object.entries(pages))("the texts of pages.%s", (screen, texts) => {
  // A text may be named in any file beside one that names its screen.
  const own = new RegExp(`pages\\.(?:${screen}\\b|\\$\\{)`);
  const rooms = new Set(screens.filter((file) => own.test(file.code)).map((file) => dirname(file.path)));
  const code = screens
    .filter((file) => rooms.has(dirname(file.path)) || file.path.startsWith("lib/i18n/"))
    .map((file) => file.code)
    .join("\n");

  it("are all used", () => {
    const unused = leaves(texts, [screen]).filter((path) => !isNamed(code, path));
    expect(unused.map((path) => path.join("."))).toEqual([]);
  });
});

describe("the other texts", () => {
  it("of mails are all used", () => {
    const code = letters.map((file) => file.code).join("\n");
    const unused = leaves(mails, []).filter((path) => !code.includes(path.join(".")) && !isTemplate(code, path));
    expect(unused).toEqual([]);
  });

  it("of errors belong each to a code", () => {
    expect(Object.keys(errors).sort()).toEqual(Object.keys(errorTable).sort());
  });

  it("of the fault page are all used", () => {
    const code = screens.find(({ path }) => path.endsWith("global-error.tsx"))?.code ?? "";
    expect(Object.keys(fault).filter((key) => !code.includes(`texts.${key}`))).toEqual([]);
  });
});

// The linter finds words between tags; these attributes are read out or shown too.
it("no attribute that people read holds words of its own", () => {
  const english = /^(?:app\/dev|app\/api\/docs|components\/docs)\//;
  const worded = /\b(?:aria-label|aria-description|title|alt|placeholder)=(?:"[^"]*[a-z][^"]*"|\{"[^"]+"\})/;
  const found = [...screens, ...letters].filter(({ path, code }) => !english.test(path) && worded.test(code));
  expect(found.map(({ path }) => path)).toEqual([]);
});

type Tree = { readonly [key: string]: string | Tree };

function leaves(node: Tree, above: readonly string[]): string[][] {
  return Object.entries(node).flatMap(([key, child]) =>
    typeof child === "string" || ("other" in child && "one" in child)
      ? [[...above, key]]
      : leaves(child, [...above, key]),
  );
}

function isTemplate(code: string, [group]: readonly string[]): boolean {
  return code.includes(`\`${group}.\${`);
}
