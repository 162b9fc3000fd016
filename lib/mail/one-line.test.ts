import { expect, it } from "vitest";
import { oneLine } from "./one-line.ts";

it.each([
  ["Confirm\r\nBcc: eve@example.org", "Confirm Bcc: eve@example.org"],
  ["a\u0000b\u2028c\u202ed\te", "a b c d e"],
  ["  plain  ", "plain"],
  ["Łódź 👋", "Łódź 👋"],
])("puts %j on one line", (text, line) => {
  expect(oneLine(text)).toBe(line);
});

it("cuts between characters, not inside one", () => {
  expect(oneLine("👋".repeat(300))).toBe("👋".repeat(200));
});
