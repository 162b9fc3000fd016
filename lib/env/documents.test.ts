import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { limitTable } from "#lib/limits/table.ts";
import { envExample, settingsPage } from "./documents.ts";
import { readEnv } from "./read.ts";

test("docs/settings.md is what the tables say", () => {
  expect(readFileSync("docs/settings.md", "utf8")).toBe(settingsPage(limitTable));
});

test(".env.example is what the tables say", () => {
  expect(readFileSync(".env.example", "utf8")).toBe(envExample(limitTable));
});

test(".env.example with every line switched on changes nothing but the limits, which it spells out", () => {
  const given = parseEnv(envExample(limitTable).replace(/^#(?=[A-Z])/gm, ""));
  const { rateLimit, ...settings } = readEnv(given);
  const { rateLimit: _, ...defaults } = readEnv({});
  expect(settings).toEqual(defaults);
  for (const [name, figure] of Object.entries(limitTable)) expect(rateLimit(name)).toEqual(figure);
});
