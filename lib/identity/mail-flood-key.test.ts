import { describe, expect, test } from "vitest";
import { canonicalEmail } from "./email-address.ts";
import { mailFloodKey } from "./mail-flood-key.ts";

function keyOf(text: string): string {
  const email = canonicalEmail(text);
  if (email === null) throw new Error(`not an address: ${text}`);
  return mailFloodKey(email);
}

describe("mailFloodKey", () => {
  test.each([
    ["user+tag@example.org", "user@example.org"],
    ["user+a+b@example.org", "user@example.org"],
    ["us.er@example.org", "us.er@example.org"],
    ["u.s.er+x@gmail.com", "user@gmail.com"],
    ["u.ser@googlemail.com", "user@gmail.com"],
    ["+only@example.org", "+only@example.org"],
  ])("%s is counted as %s", (email, key) => {
    expect(keyOf(email)).toBe(key);
  });
});
