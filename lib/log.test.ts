import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { handOn } from "#lib/env.ts";
import { log, maskEmail, withRequestId } from "./log.ts";

const lines: string[] = [];

beforeEach(() => {
  lines.length = 0;
  handOn({ LOG_LEVEL: "info" });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

test("a line is one JSON object with time in UTC, level and event", () => {
  log.info("login_ok", { userId: "u1", version: 3n, missing: undefined });
  expect(JSON.parse(lines.join(""))).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    level: "info",
    event: "login_ok",
    userId: "u1",
    version: "3",
  });
});

test("text with line breaks stays in one line", () => {
  log.warn("odd_name", { name: "a\r\nfake line\u2028b" });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trimEnd()).not.toMatch(/[\r\n]/);
});

test("every line of a request carries its id, and no other line does", async () => {
  await withRequestId("r1", async () => {
    await Promise.resolve();
    log.info("inside");
  });
  log.info("outside");
  expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(["r1", undefined]);
});

test("an error is written without its message", () => {
  log.error("failed", { error: new Error("user@example.org"), nested: new Error("user@example.org") });
  expect(lines[0]).toContain('"name":"Error"');
  expect(lines[0]).not.toContain("user@example.org");
});

test("lines below LOG_LEVEL are left out", () => {
  handOn({ LOG_LEVEL: "error" });
  log.info("one");
  log.warn("two");
  log.error("three");
  expect(lines).toHaveLength(1);
});

test.each([
  ["user@example.org", "u***@example.org"],
  ["𝒜b@example.org", "𝒜***@example.org"],
  ["no address", "***"],
])("%s is masked as %s", (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});
