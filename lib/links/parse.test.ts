import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LinkFields, parseLink } from "./parse.ts";
import { confirmationKey, fieldsOfConfirmationKey, fieldsOfResetToken, resetToken } from "./spellings.ts";
import { linkUrl } from "./url.ts";

const link = {
  user_id: "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a11",
  timestamp: "1800000000",
  signature: "lBHJbeUPivyh8Qen75sB2AVpJRy3DmXBibi-2PW6bdg",
} satisfies LinkFields;

const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const refused: readonly (readonly [string, Partial<LinkFields>])[] = [
  ["an upper-case UUID", { user_id: link.user_id.toUpperCase() }],
  ["a UUID in braces", { user_id: `{${link.user_id}}` }],
  ["a UUID without hyphens", { user_id: link.user_id.replaceAll("-", "") }],
  ["a number as id", { user_id: "1" }],
  ["an alias as id", { user_id: "me" }],
  ["SQL as id", { user_id: "1 OR 1=1" }],
  ["NUL as id", { user_id: "\0" }],
  ["a trailing line feed on the id", { user_id: `${link.user_id}\n` }],
  ["the epoch", { timestamp: "0" }],
  ["nine digits", { timestamp: "180000000" }],
  ["eleven digits", { timestamp: "18000000000" }],
  ["a leading zero", { timestamp: "0180000000" }],
  ["a plus sign", { timestamp: "+180000000" }],
  ["a space before the timestamp", { timestamp: " 1800000000" }],
  ["a trailing line feed on the timestamp", { timestamp: "1800000000\n" }],
  ["hexadecimal digits", { timestamp: "0x5f5e1000" }],
  ["an exponent", { timestamp: "18e8" }],
  ["NaN", { timestamp: "NaN" }],
  ["Infinity", { timestamp: "Infinity" }],
  ["Arabic digits", { timestamp: "١٨٠٠٠٠٠٠٠٠" }],
  ["42 characters", { signature: link.signature.slice(0, -1) }],
  ["44 characters", { signature: `${link.signature}A` }],
  ["padding", { signature: `${link.signature}=` }],
  ["a trailing line feed on the signature", { signature: `${link.signature}\n` }],
  ["standard base64", { signature: link.signature.replace("-", "+") }],
  ["eight thousand characters", { signature: "A".repeat(8_000) }],
  ["nothing for a signature", { signature: "" }],
  ["an upper-case address", { email: "USER@example.org" }],
  ["an address with a space", { email: "us er@example.org" }],
  ["an encoded address", { email: "user%40example.org" }],
  ["an empty address", { email: "" }],
  ["two addresses", { email: "a@example.org,b@example.org" }],
];

describe("parseLink", () => {
  test("a link of the right shape comes out in parts", () => {
    const parsed = parseLink({ ...link, email: "new+x@example.org" });
    expect(parsed).toMatchObject({ userId: link.user_id, timestamp: 1_800_000_000, email: "new+x@example.org" });
    expect(Buffer.from(parsed?.mac ?? []).toString("base64url")).toBe(link.signature);
  });

  test.each(refused)("%s is refused", (_what, mutation) => {
    expect(parseLink({ ...link, ...mutation })).toBeNull();
  });

  test("of the 64 last characters only the 16 canonical ones are accepted", () => {
    const accepted = Array.from(base64url).filter(
      (last) => parseLink({ ...link, signature: link.signature.slice(0, -1) + last }) !== null,
    );
    expect(accepted.join("")).toBe("AEIMQUYcgkosw048");
  });

  test("a username stands in for the id where the setting says so, in NFKC only", () => {
    const named = (user_id: string) => parseLink({ ...link, user_id }, "username")?.userId;
    expect(named("mia_t")).toBe("mia_t");
    expect(named("Zoë")).toBe("Zoë");
    expect(named("ｍｉａ")).toBeUndefined();
    expect(named("mia t")).toBeUndefined();
    expect(named("mia\0")).toBeUndefined();
    expect(named("mia\ud800")).toBeUndefined();
    expect(named("x".repeat(151))).toBeUndefined();
  });

  test("what is spelled into a link is read out of it, for any link", () => {
    const genuine = fc.record({
      userId: fc.uuid(),
      email: fc.option(
        fc.emailAddress().map((email) => email.toLowerCase()),
        { nil: undefined },
      ),
      timestamp: fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }),
      signature: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((mac) => Buffer.from(mac).toString("base64url")),
    });
    fc.assert(
      fc.property(genuine, fc.constantFrom("https://a.example/x", "https://a.example/x?y=1"), (parts, base) => {
        const { email, ...others } = parts;
        const query = new URL(linkUrl(base, email === undefined ? others : parts)).searchParams;
        const fields = Object.fromEntries(query);
        const { user_id = "", timestamp = "", signature = "" } = fields;
        const parsed = parseLink({ user_id, timestamp, signature, email: fields["email"] });
        expect(parsed).toMatchObject({ userId: parts.userId, timestamp: parts.timestamp });
        expect(parsed?.email).toBe(email);
        expect(Buffer.from(parsed?.mac ?? []).toString("base64url")).toBe(parts.signature);
      }),
      { numRuns: 20_000 },
    );
  });

  test("every other spelling of a part is another link or none, for any mutation", () => {
    const field = fc.constantFrom("user_id", "timestamp", "signature");
    const replacement = fc.oneof(
      fc.constantFrom(..."0aAfFgzZ9+/=-_ \n\0é"),
      fc.string({ unit: "binary", maxLength: 2 }),
    );
    fc.assert(
      fc.property(field, fc.tuple(fc.nat(43), fc.nat(2)), replacement, (name, [start, removed], inserted) => {
        const original = link[name];
        const mutated = original.slice(0, start) + inserted + original.slice(start + removed);
        const parsed = parseLink({ ...link, [name]: mutated });
        if (parsed === null) return;
        // What still parses says exactly what it spells: no two spellings mean one link.
        const respelled = {
          user_id: parsed.userId,
          timestamp: String(parsed.timestamp),
          signature: Buffer.from(parsed.mac).toString("base64url"),
        };
        expect(respelled).toEqual({ ...link, [name]: mutated });
      }),
      { numRuns: 100_000 },
    );
  });
});

describe("linkUrl", () => {
  const parts = { userId: "kai r&", timestamp: 1_800_000_000, signature: "s-_" };

  test("the parameters follow the base in the contract's order, form-encoded", () => {
    expect(linkUrl("https://front.example/verify-user/", parts)).toBe(
      "https://front.example/verify-user/?user_id=kai+r%26&timestamp=1800000000&signature=s-_",
    );
    expect(linkUrl("https://front.example/?page=verify", { ...parts, email: "a+b@c.example" })).toBe(
      "https://front.example/?page=verify&user_id=kai+r%26&email=a%2Bb%40c.example&timestamp=1800000000&signature=s-_",
    );
  });

  test("fills the places of a base that is written for dj-rest-auth", () => {
    expect(linkUrl("https://front.example/#/reset/{uid}/{token}", parts)).toBe(
      "https://front.example/#/reset/kai%20r%26/1800000000-s-_",
    );
    expect(linkUrl("https://front.example/confirm/{key}/", parts)).toBe(
      "https://front.example/confirm/kai%20r%26:1800000000:s-_/",
    );
  });
});

describe("dj-rest-auth's spellings", () => {
  test("are read back as the same link", () => {
    const timestamp = Number(link.timestamp);
    expect(fieldsOfResetToken(link.user_id, resetToken(timestamp, link.signature))).toEqual(link);
    expect(fieldsOfConfirmationKey(confirmationKey(link.user_id, timestamp, link.signature))).toEqual(link);
  });

  test.each(["", "x", "1800000000", "1800000000-", "a:b:c:d"])("%j is no link", (text) => {
    expect(parseLink(fieldsOfResetToken(link.user_id, text))).toBeNull();
    expect(parseLink(fieldsOfConfirmationKey(text))).toBeNull();
  });
});
