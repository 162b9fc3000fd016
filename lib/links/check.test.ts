import { describe, expect, test } from "vitest";
import { checkLink, type LinkCheck } from "./check.ts";
import { parseSignature, signLink } from "./sign.ts";

const key = Uint8Array.from({ length: 32 }, (_, index) => index);
const otherKey = new Uint8Array(32).fill(7);
const userId = "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a11";
const origin = "https://app.example";
const timestamp = 1_800_000_000;
const lifetimeSeconds = 86_400;
const row = { userId, email: "user@example.org", securityVersion: 12n };

type Signed = Partial<Parameters<typeof signLink>[0]>;

function linkOf(signed: Signed = {}) {
  const claims = {
    ...{ keys: [key], origin, purpose: "register" as const, userId, timestamp, email: row.email, state: 12n },
    ...signed,
  };
  const mac = parseSignature(signLink(claims));
  if (mac === null) throw new Error("a signature of ours must parse");
  return { userId: claims.userId, timestamp: claims.timestamp, mac };
}

function verdict(check: Partial<LinkCheck> = {}) {
  const defaults = { keys: [key], origin, purpose: "register" as const, link: linkOf(), row };
  return checkLink({ ...defaults, nowSeconds: timestamp, lifetimeSeconds, ...check }).kind;
}

describe("checkLink", () => {
  test("a genuine link of the present state is current", () => {
    expect(verdict()).toBe("current");
  });

  test("a link signed by an older key is current while that key is configured", () => {
    const link = linkOf({ keys: [otherKey] });
    expect(verdict({ link, keys: [key, otherKey] })).toBe("current");
    expect(verdict({ link, keys: [key] })).toBe("invalid");
  });

  test.each([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n])("a link signed %s states ago is an earlier one", (age) => {
    expect(verdict({ link: linkOf({ state: row.securityVersion - age }) })).toBe("earlier");
  });

  test("a link signed nine states ago, or in a state to come, is invalid", () => {
    expect(verdict({ link: linkOf({ state: 3n }) })).toBe("invalid");
    expect(verdict({ link: linkOf({ state: 13n }) })).toBe("invalid");
  });

  test("exactly the lifetime is in time, one second more is expired", () => {
    expect(verdict({ nowSeconds: timestamp + lifetimeSeconds })).toBe("current");
    expect(verdict({ nowSeconds: timestamp + lifetimeSeconds + 1 })).toBe("expired");
  });

  test("a minute of the future is forgiven, one second more is invalid", () => {
    expect(verdict({ nowSeconds: timestamp - 60 })).toBe("current");
    expect(verdict({ nowSeconds: timestamp - 61 })).toBe("invalid");
  });

  test("earlier wins over expired, and a forged link is never expired", () => {
    const nowSeconds = timestamp + lifetimeSeconds + 1;
    expect(verdict({ link: linkOf({ state: 11n }), nowSeconds })).toBe("earlier");
    expect(verdict({ link: linkOf({ email: "else@example.org" }), nowSeconds })).toBe("invalid");
  });

  test.each<[string, Partial<LinkCheck>]>([
    ["another key", { keys: [otherKey] }],
    ["another origin", { origin: "http://app.example" }],
    ["another purpose", { purpose: "reset-password" }],
    ["another account", { row: { ...row, userId: "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a12" } }],
    ["another stored address", { row: { ...row, email: "else@example.org" } }],
    ["an account without an address", { row: { ...row, email: null } }],
    ["a user nobody is", { row: null }],
    ["a shifted timestamp", { link: { ...linkOf(), timestamp: timestamp + 1 } }],
    ["a moved user", { link: { ...linkOf(), userId: "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a12" } }],
  ])("%s makes a link invalid", (_what, change) => {
    expect(verdict(change)).toBe("invalid");
  });

  test("a change of address is bound to the address in the link, not to the stored one", () => {
    const link = linkOf({ purpose: "email-change", email: "new@example.org" });
    const check = { purpose: "email-change", link: { ...link, email: "new@example.org" } } as const;
    expect(verdict(check)).toBe("current");
    expect(verdict({ ...check, row: { ...row, email: null } })).toBe("current");
    expect(verdict({ ...check, link: { ...link, email: "evil@example.org" } })).toBe("invalid");
    expect(verdict({ ...check, link })).toBe("invalid");
  });

  test("an address added to another link changes nothing", () => {
    expect(verdict({ link: { ...linkOf(), email: "evil@example.org" } })).toBe("current");
  });

  test("not even a signature made for the stand-in of a missing row is accepted", () => {
    const link = linkOf({ email: "nobody@example.invalid", state: 1n });
    expect(verdict({ link, row: null })).toBe("invalid");
  });
});
