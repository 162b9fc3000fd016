import { expect, it } from "vitest";
import { momentIn, spanIn } from "./words.ts";

const from = new Date("2026-11-21T08:01:02.345Z");
const after = (ms: number) => new Date(from.getTime() + ms);

it.each([
  [7 * 86_400_000 - 345, "7 days"],
  [86_400_000 - 345, "24 hours"],
  [72 * 3_600_000, "72 hours"],
  [3_600_000 - 345, "1 hour"],
  [30 * 60_000, "30 minutes"],
])("tells %i ms as %s", (ms, span) => {
  expect(spanIn("en", from, after(ms))).toBe(span);
});

it("tells a moment in UTC, in the language asked for", () => {
  expect(momentIn("en", from)).toBe("November 21, 2026 at 08:01 UTC");
  expect(momentIn("de", from)).toBe("21. November 2026 um 08:01 UTC");
});
