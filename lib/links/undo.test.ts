import { describe, expect, test } from "vitest";
import { parseSignature, signLink } from "./sign.ts";
import { matchUndo, type UndoCheck } from "./undo.ts";

const key = Uint8Array.from({ length: 32 }, (_, index) => index);
const userId = "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a11";
const origin = "https://app.example";
const timestamp = 1_800_000_000;
const lifetimeSeconds = 259_200;
const first = { id: "0192f0c4-7d3b-7c11-8a55-3e9d6f0b7a22", oldEmail: "user@example.org", isOpen: true };
const second = { id: "0192f0c4-7d3b-7c11-8a55-3e9d6f0b7a33", oldEmail: "mid@example.org", isOpen: true };

function linkOf(change: { id: string; oldEmail: string }) {
  const claims = { keys: [key], origin, purpose: "email-undo", userId, timestamp } as const;
  const mac = parseSignature(signLink({ ...claims, email: change.oldEmail, state: change.id }));
  if (mac === null) throw new Error("a signature of ours must parse");
  return { userId, timestamp, mac, email: change.oldEmail };
}

function verdict(check: Partial<UndoCheck> = {}) {
  const defaults = { keys: [key], origin, link: linkOf(first), changes: [first, second] };
  return matchUndo({ ...defaults, nowSeconds: timestamp, lifetimeSeconds, ...check });
}

describe("matchUndo", () => {
  test("a link finds the change it was made for, among others", () => {
    expect(verdict()).toEqual({ kind: "current", changeId: first.id });
    expect(verdict({ link: linkOf(second) })).toEqual({ kind: "current", changeId: second.id });
  });

  test("it is found among more changes than the constant number", () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...second, id: `change-${index}` }));
    expect(verdict({ changes: [...many, first] })).toEqual({ kind: "current", changeId: first.id });
  });

  test("a change undone or made void is an earlier one, even when the link is old", () => {
    const changes = [{ ...first, isOpen: false }];
    expect(verdict({ changes })).toEqual({ kind: "earlier", changeId: first.id });
    expect(verdict({ changes, nowSeconds: timestamp + lifetimeSeconds + 1 }).kind).toBe("earlier");
  });

  test("it lives 72 hours", () => {
    expect(verdict({ nowSeconds: timestamp + lifetimeSeconds }).kind).toBe("current");
    expect(verdict({ nowSeconds: timestamp + lifetimeSeconds + 1 }).kind).toBe("expired");
    expect(verdict({ nowSeconds: timestamp - 61 }).kind).toBe("invalid");
  });

  test.each<[string, Partial<UndoCheck>]>([
    ["no change", { changes: [] }],
    ["a change of another record", { changes: [{ ...first, id: second.id }] }],
    ["a change from another address", { changes: [{ ...first, oldEmail: "else@example.org" }] }],
    ["another typed address", { link: { ...linkOf(first), email: "else@example.org" } }],
    ["no typed address", { link: { ...linkOf(first), email: "" } }],
    ["another user", { link: { ...linkOf(first), userId: "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a12" } }],
    ["another key", { keys: [new Uint8Array(32)] }],
    ["another origin", { origin: "https://other.example" }],
    ["a link for the filling", { link: { ...linkOf({ id: "", oldEmail: "" }), email: "" } }],
  ])("%s makes a link invalid", (_what, change) => {
    expect(verdict(change)).toEqual({ kind: "invalid" });
  });
});
