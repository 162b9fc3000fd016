import { expect, it } from "vitest";
import { negotiateLocale } from "./negotiate.ts";

it.each([
  [null, "en"],
  ["", "en"],
  ["de", "de"],
  ["DE-at", "de"],
  ["de-Latn-DE-1996", "de"],
  ["pt", "pt-BR"],
  ["pt-PT, en;q=0.5", "pt-BR"],
  ["es-419", "es"],
  ["zh-Hant-TW, ja;q=0.9, en;q=0.8", "ja"],
  ["en;q=0.3, fr;q=0.7, de;q=0.5", "fr"],
  ["en;q=0.5, ar", "ar"],
  ["de;q=0, de-AT;q=0.9, fr;q=0.1", "fr"],
  ["*", "en"],
  ["en;q=0, *", "de"],
  ["en;q=0, *;q=0.5, ja;q=0.4", "ja"],
  ["zh, ru", "en"],
  ["fr ; q=0.8 , de;q=0.9", "de"],
] as const)("for %j the page is in %s", (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale);
});

it.each([
  ["fr;q=2", "en"],
  ["fr;q=-1", "en"],
  ["fr;q=abc, de;q=0.1", "de"],
  ["../../etc/passwd, de", "de"],
  ["fr\r\nx: y", "en"],
  ["__proto__, constructor, de", "de"],
  [`${"a-".repeat(100_000)}b`, "en"],
  [`${"xx,".repeat(100)}de`, "en"],
  [`${" ".repeat(50_000)}de`, "en"],
  ["de;q=1.0000", "en"],
] as const)("a range that is none, or out of bounds, is passed over: %.30j", (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale);
});
