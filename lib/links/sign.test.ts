import { describe, expect, test } from "vitest";
import { linkPurposes } from "./purposes.ts";
import { matchesLink, signLink } from "./sign.ts";

const masterKey = Uint8Array.from({ length: 32 }, (_, index) => index);
const otherKey = new Uint8Array(32).fill(7);
const change = "0192f0c4-7d3b-7c11-8a55-3e9d6f0b7a22";
const claims = {
  origin: "https://app.example",
  purpose: "register",
  userId: "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a11",
  timestamp: 1_800_000_000,
  email: "user@example.org",
  state: 1n,
} as const;

/** Contract §3, and the same computed apart (Python's hmac and hashlib) for the rest. */
const knownAnswers = [
  ["register", "user@example.org", 1n, "lBHJbeUPivyh8Qen75sB2AVpJRy3DmXBibi-2PW6bdg"],
  ["register", "user@example.org", 2n, "MYdaNEoEjJ_oRrSYHqM5KdtlsG1wP0O4o0AzXVKAU6g"],
  ["email-change", "new@example.org", 2n, "ECbnShb46VMzfTsPhWZvfKJmqGGCspcfucBhj5z8rXw"],
  ["reset-password", "user@example.org", 2n, "KyacZCOrxU7_CmesLYOjfcU2QCVEoJjvygkUH9VraCI"],
  ["email-undo", "user@example.org", change, "bzlM6AXiHpj2_f4hNVsR3Y4iAbS1MuyMy599t9ZbBMw"],
] as const;

describe("signLink", () => {
  test.each(knownAnswers)("%s for %s in state %s is the known answer", (...[purpose, email, state, signature]) => {
    expect(signLink({ ...claims, keys: [masterKey], purpose, email, state })).toBe(signature);
  });

  test("the first key signs", () => {
    const signature = signLink({ ...claims, keys: [masterKey, otherKey] });
    expect(signature).toBe(knownAnswers[0][3]);
  });

  test("without a key nothing is signed", () => {
    expect(() => signLink({ ...claims, keys: [] })).toThrow("key");
  });

  test("moving a border between two fields changes the signature", () => {
    const one = signLink({ ...claims, keys: [masterKey], userId: "ab", email: "c" });
    expect(signLink({ ...claims, keys: [masterKey], userId: "a", email: "bc" })).not.toBe(one);
  });
});

describe("matchesLink", () => {
  const signature = signLink({ ...claims, keys: [masterKey] });

  test("every configured key is tried", () => {
    expect(matchesLink({ ...claims, keys: [otherKey, masterKey], signature })).toBe(true);
    expect(matchesLink({ ...claims, keys: [otherKey], signature })).toBe(false);
  });

  test.each([
    ["the origin", { origin: "https://app.example:8443" }],
    ["the purpose", { purpose: "reset-password" as const }],
    ["the user", { userId: "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a12" }],
    ["the timestamp", { timestamp: 1_800_000_001 }],
    ["the address", { email: "user@example.com" }],
    ["the state", { state: 2n }],
    ["the key", { keys: [otherKey] }],
  ])("another value of %s does not match", (_input, mutation) => {
    expect(matchesLink({ ...claims, keys: [masterKey], signature, ...mutation })).toBe(false);
  });

  test("a signature fits one purpose only", () => {
    for (const purpose of linkPurposes) {
      const matching = linkPurposes.filter((other) =>
        matchesLink({
          ...claims,
          keys: [masterKey],
          purpose: other,
          signature: signLink({ ...claims, keys: [masterKey], purpose }),
        }),
      );
      expect(matching).toEqual([purpose]);
    }
  });

  test("no bit of a signature may differ", () => {
    const bytes = Buffer.from(signature, "base64url");
    for (let bit = 0; bit < 256; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(matchesLink({ ...claims, keys: [masterKey], signature: flipped.toString("base64url") })).toBe(false);
    }
  });
});
