import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { newRefreshToken, refreshTokenHash } from "./refresh-token.ts";

test("a refresh token is 256 random bits behind a prefix that scanners find, and kept as a digest", () => {
  const { token, hash } = newRefreshToken();
  expect(token).toMatch(/^latchkey_refresh_[A-Za-z0-9_-]{43}$/);
  expect(Buffer.from(hash).toString("hex")).toBe(createHash("sha256").update(token.slice(17)).digest("hex"));
  expect(refreshTokenHash(token)).toEqual(hash);
  expect(newRefreshToken().token).not.toBe(token);
});

test.each(["", "latchkey_refresh_", "latchkey_", "x".repeat(43), `latchkey_${"x".repeat(43)}`, "a".repeat(1_000_000)])(
  "%.20s is none",
  (text) => {
    expect(refreshTokenHash(text)).toBeNull();
  },
);
