import { expect, it } from "vitest";
import { retryAfterSeconds } from "./retry-after.ts";

const now = new Date("2026-11-21T08:00:00Z");

it.each([
  ["30", 30],
  [" 7 ", 7],
  ["0", 1],
  ["999999", 3_600],
  ["Sat, 21 Nov 2026 08:01:30 GMT", 90],
  ["Sat, 21 Nov 2026 07:00:00 GMT", 1],
  ["soon", undefined],
  ["-5s", undefined],
  [undefined, undefined],
])("reads %o as %o seconds", (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});
