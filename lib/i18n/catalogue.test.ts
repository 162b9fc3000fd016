import { readFile } from "node:fs/promises";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { fieldCodes } from "#lib/schemas/codes.ts";
import { type Locale, locales } from "./locales.ts";

const files = ["errors", "fault", "mails", "pages"] as const;
const categories = ["zero", "one", "two", "few", "many", "other"];

type Tree = { readonly [key: string]: string | Tree };

/** Texts by path; the plural forms that the browser chooses itself lie together under the path of their group. */
type Texts = ReadonlyMap<string, string | Readonly<Record<string, string>>>;

async function textsOf(locale: Locale): Promise<Texts> {
  const read = files.map(async (file): Promise<[string, Tree]> => {
    const path = new URL(`messages/${locale}/${file}.json`, import.meta.url);
    return [file, JSON.parse(await readFile(path, "utf8"))];
  });
  return new Map(
    Object.entries(Object.fromEntries(await Promise.all(read))).flatMap(([file, tree]) => walk(file, tree)),
  );
}

function walk(path: string, node: string | Tree): [string, string | Record<string, string>][] {
  if (typeof node === "string") return [[path, node]];
  const forms = Object.entries(node).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const isPlural = forms.every(([key]) => categories.includes(key)) && "other" in node;
  if (isPlural) return [[path, Object.fromEntries(forms)]];
  return Object.entries(node).flatMap(([key, child]) => walk(`${path}.${key}`, child));
}

/** Everything a text has room for: `{name}` and `<tag>`, at any depth. */
function placesOf(elements: readonly MessageFormatElement[]): string[] {
  const all = elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...placesOf(element.children)];
    const forms = "options" in element ? Object.values(element.options) : [];
    return [`{${element.value}}`, ...forms.flatMap(({ value }) => placesOf(value))];
  });
  return [...new Set(all)].sort();
}

/** The forms of each plural in a text. */
function pluralsOf(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return pluralsOf(element.children);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inside = Object.values(element.options).flatMap(({ value }) => pluralsOf(value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inside] : inside;
  });
}

const places = (text: string) => placesOf(parse(text));
const english = await textsOf("en");

describe.each(locales)("the texts in %s", (locale) => {
  const forms = [...new Intl.PluralRules(locale).resolvedOptions().pluralCategories].sort();

  it("are all there, and no others", async () => {
    expect([...(await textsOf(locale)).keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("say something", async () => {
    for (const [path, text] of await textsOf(locale)) {
      for (const words of typeof text === "string" ? [text] : Object.values(text)) {
        expect(words.trim(), path).toBe(words);
        expect(words, path).not.toBe("");
      }
    }
  });

  it("have the places and tags of the English ones", async () => {
    for (const [path, text] of await textsOf(locale)) {
      const model = english.get(path) ?? "";
      if (typeof text === "string") expect(places(text), path).toEqual(typeof model === "string" ? places(model) : []);
      else expect(places(text["other"] ?? ""), path).toEqual(["{count}"]);
    }
  });

  it("have every plural form of their language, and no other", async () => {
    for (const [path, text] of await textsOf(locale)) {
      const found = typeof text === "string" ? pluralsOf(parse(text)) : [Object.keys(text)];
      for (const one of found) expect(one.sort(), path).toEqual(forms);
    }
  });

  it("hold plain places only where the browser fills them in", async () => {
    const filled = [...fieldCodes.map((code) => `errors.${code}`), "pages.inbox.resendIn"];
    for (const [path, text] of await textsOf(locale)) {
      if (!filled.includes(path) && !path.startsWith("pages.form.")) continue;
      for (const words of typeof text === "string" ? [text] : Object.values(text)) {
        expect(words.replace(/\{\w+(?:, number, ::group-off)?\}/g, ""), path).not.toMatch(/[{}<>#]|''/);
      }
    }
  });
});
