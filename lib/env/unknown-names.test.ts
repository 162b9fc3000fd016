import { expect, test } from "vitest";
import { limitTable } from "#lib/limits/table.ts";
import { rateLimitNames } from "./rate-limits.ts";
import { settingWarnings } from "./read.ts";
import { editDistance } from "./unknown-names.ts";

test.each([
  ["REGISTER_FLOWENABLED", "REGISTER_FLOW_ENABLED"],
  ["ACCOUNT_EMAIL_VERIFICATON", "ACCOUNT_EMAIL_VERIFICATION"],
  ["RATE_LIMIT_LOGIN_IPS", "RATE_LIMIT_LOGIN_IP"],
  ["DATABSE_URL", "DATABASE_URL"],
  ["SECRET_KEYS", "SECRET_KEY"],
  ["APP_URI", "APP_URL"],
])("%s is told, with %s as the nearest name", (name, nearest) => {
  expect(settingWarnings({ [name]: "x" })).toEqual([expect.stringContaining(`did you mean ${nearest}?`)]);
});

test("what belongs to others is left alone", () => {
  const others = ["PATH", "HOME", "USER", "USERNAME", "SHELL", "LANG", "NODE_ENV", "USER_ZDOTDIR", "npm_config_cache"];
  expect(settingWarnings(Object.fromEntries(others.map((name) => [name, "x"])))).toEqual([]);
});

test("a warning never shows a value", () => {
  expect(settingWarnings({ SECRET_KEYS: "hidden" }).join()).not.toContain("hidden");
});

test("the edit distance counts letters added, removed and replaced", () => {
  expect(editDistance("", "abc")).toBe(3);
  expect(editDistance("kitten", "sitting")).toBe(3);
  expect(editDistance("same", "same")).toBe(0);
});

test("every limit of the code can be set, and no other", () => {
  expect([...rateLimitNames].sort()).toEqual(Object.keys(limitTable).sort());
});
