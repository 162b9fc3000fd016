import { beforeEach, describe, expect, test, vi } from "vitest";
import { checkLink, type LinkCheck } from "./check.ts";
import { parseSignature, signLink } from "./sign.ts";
import { matchUndo } from "./undo.ts";

const counter = vi.hoisted(() => ({ macs: 0, comparisons: 0 }));

vi.mock("node:crypto", async (importOriginal) => {
  const crypto = await importOriginal<typeof import("node:crypto")>();
  return {
    ...crypto,
    createHmac: (...args: Parameters<typeof crypto.createHmac>) => {
      counter.macs += 1;
      return crypto.createHmac(...args);
    },
    timingSafeEqual: (...args: Parameters<typeof crypto.timingSafeEqual>) => {
      counter.comparisons += 1;
      return crypto.timingSafeEqual(...args);
    },
  };
});

const userId = "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a11";
const keys = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2), new Uint8Array(32).fill(3)];
const claims = { keys, origin: "https://app.example", userId, timestamp: 1_800_000_000, email: "user@example.org" };
const row = { userId, email: claims.email, securityVersion: 12n };

function link(state: bigint, forged = false) {
  const mac = parseSignature(signLink({ ...claims, purpose: "register", state }));
  if (mac === null) throw new Error("a signature of ours must parse");
  return { userId, timestamp: claims.timestamp, mac: forged ? new Uint8Array(32) : mac };
}

const base = {
  ...{ keys, origin: claims.origin, purpose: "register" as const, row },
  ...{ nowSeconds: claims.timestamp, lifetimeSeconds: 60 },
};

const checks: Record<string, () => LinkCheck> = {
  "a current link": () => ({ ...base, link: link(12n) }),
  "an earlier link": () => ({ ...base, link: link(4n) }),
  "a forged link": () => ({ ...base, link: link(12n, true) }),
  "an expired link": () => ({ ...base, link: link(12n), nowSeconds: claims.timestamp + 61 }),
  "an unknown user": () => ({ ...base, link: link(12n), row: null }),
  "a new account": () => ({ ...base, link: link(1n), row: { ...row, securityVersion: 1n } }),
};

describe("the work of a check", () => {
  beforeEach(() => Object.assign(counter, { macs: 0, comparisons: 0 }));

  test.each(Object.entries(checks))("is nine MACs a key for %s", (_what, check) => {
    const input = check();
    Object.assign(counter, { macs: 0, comparisons: 0 });
    checkLink(input);
    expect(counter).toEqual({ macs: 27, comparisons: 27 });
  });

  test.each([0, 1, 5, 32])("is 32 MACs a key for an undo link among %s changes", (count) => {
    const changes = Array.from({ length: count }, (_, index) => ({ id: `c${index}`, oldEmail: "a@b.c", isOpen: true }));
    matchUndo({ ...base, link: { userId, timestamp: 1, mac: new Uint8Array(32), email: "a@b.c" }, changes });
    expect(counter).toEqual({ macs: 96, comparisons: 96 });
  });
});
