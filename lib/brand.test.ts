import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { brand, neutrals } from "./brand.ts";

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const css = readFileSync("app/globals.css", "utf8");

function token(name: string): { readonly light: string; readonly dark: string } {
  const [, light = "", dark = ""] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css) ?? [];
  return { light, dark };
}

test.each(["light", "dark"] as const)("the accent can be read, and read on, in the %s", (scheme) => {
  expect(contrast(brand.accent[scheme], token("surface")[scheme])).toBeGreaterThanOrEqual(4.5);
  expect(contrast(brand.accent[scheme], token("canvas")[scheme])).toBeGreaterThanOrEqual(4.5);
  expect(contrast(brand.accent[scheme], brand.onAccent[scheme])).toBeGreaterThanOrEqual(4.5);
});

test.each(["canvas", "surface", "text", "muted", "line"] as const)("screens and mails have one colour: %s", (name) => {
  const { light, dark } = neutrals[name];
  expect(token(name)).toEqual({ light: light.toLowerCase(), dark: dark.toLowerCase() });
});
