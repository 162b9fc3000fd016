import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activationPurpose, makeActivationKey, parseActivationKey } from "./activation-key.ts";
import { checkLink } from "./check.ts";

const keys = [Uint8Array.from({ length: 32 }, (_, index) => index)];
const origin = "https://app.example";
const timestamp = 1_800_000_000;
const email = "user@example.org";
const claims = { keys, origin, salt: "registration", timestamp, email, securityVersion: 1n };

/** The MACs were computed apart (Python's hmac and hashlib). */
const knownAnswers = [
  ["kai_r", "ImthaV9yIg:1xocE4:MpVnKTBFdYpnmVRfm67L8m9zVfE8oIkl70em6FF2ZOQ"],
  ["Zoë😀", "IlpvXHUwMGViXHVkODNkXHVkZTAwIg:1xocE4:8KBVriBmkHcQK7-onkoNY1zjChaRFt7FyMaFnigNxRs"],
] as const;

describe("activation keys", () => {
  test.each(knownAnswers)("the key of %s is the known answer", (name, key) => {
    expect(makeActivationKey({ ...claims, name })).toBe(key);
    expect(parseActivationKey(key)).toMatchObject({ userId: name, timestamp });
  });

  test("a key is checked like a link, and dies with the salt", () => {
    const link = parseActivationKey(makeActivationKey({ ...claims, name: "kai_r" }));
    if (link === null) throw new Error("a key of ours must parse");
    const row = { userId: "kai_r", email, securityVersion: 1n };
    const check = { keys, origin, link, row, nowSeconds: timestamp, lifetimeSeconds: 1 };
    expect(checkLink({ ...check, purpose: activationPurpose("registration") }).kind).toBe("current");
    expect(checkLink({ ...check, purpose: activationPurpose("other") }).kind).toBe("invalid");
    expect(checkLink({ ...check, purpose: "register" }).kind).toBe("invalid");
  });

  test("any name comes back out of its key", () => {
    const names = fc.string({ unit: "grapheme", minLength: 1, maxLength: 150 });
    const timestamps = fc.integer({ min: 1_000_000_000, max: 9_999_999_999 });
    fc.assert(
      fc.property(names, timestamps, (name, at) => {
        const key = makeActivationKey({ ...claims, name, timestamp: at });
        expect(parseActivationKey(key)).toMatchObject({ userId: name, timestamp: at });
      }),
      { numRuns: 5_000 },
    );
  });

  test("no key has a second spelling, for any mutation", () => {
    const [, original] = knownAnswers[1];
    const replacement = fc.oneof(fc.constantFrom(..."0aAzZ9:+/=-_ \n"), fc.string({ unit: "binary", maxLength: 2 }));
    fc.assert(
      fc.property(fc.nat(original.length), fc.nat(2), replacement, (start, removed, inserted) => {
        const mutated = original.slice(0, start) + inserted + original.slice(start + removed);
        const parsed = parseActivationKey(mutated);
        if (parsed === null) return;
        const front = makeActivationKey({ ...claims, name: parsed.userId, timestamp: parsed.timestamp }).slice(0, -43);
        expect(front + Buffer.from(parsed.mac).toString("base64url")).toBe(mutated);
      }),
      { numRuns: 100_000 },
    );
  });

  test.each(["", ":", "::", "x", "a:b:c:d", "A".repeat(50_000), `${knownAnswers[0][1]}:`, `${knownAnswers[0][1]}\n`])(
    "%j is no key",
    (text) => {
      expect(parseActivationKey(text)).toBeNull();
    },
  );
});
