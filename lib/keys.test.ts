import { createHmac } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { handOn } from "#lib/env.ts";
import { derivedKeys, type KeyInfo, masterKeys } from "./keys.ts";

const first = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256));
const second = Buffer.from(Array.from({ length: 40 }, (_, index) => (index * 91 + 5) % 256));

beforeAll(() => handOn({ SECRET_KEY: `${first.toString("base64")},${second.toString("base64url")}` }));

const bytesOf = (info: KeyInfo) => derivedKeys(info).map((key) => Uint8Array.from(key.export()));

// RFC 5869 by hand: an empty salt is 32 zero bytes, and 32 bytes of output are one round.
function hkdf(key: Uint8Array, info: string): Uint8Array {
  const extracted = createHmac("sha256", Buffer.alloc(32)).update(key).digest();
  return Uint8Array.from(createHmac("sha256", extracted).update(info).update(Buffer.of(1)).digest());
}

test("the master keys keep their order: the first signs", () => {
  expect(masterKeys()).toEqual([Uint8Array.from(first), Uint8Array.from(second)]);
});

test("a derived key is HKDF-SHA-256 of each master key with an empty salt", () => {
  expect(bytesOf("limits/v1")).toEqual([hkdf(first, "limits/v1"), hkdf(second, "limits/v1")]);
});

test("each use has keys of its own", () => {
  const infos = ["access-token/v1", "next-auth/v1", "limits/v1", "flash/v1"] as const;
  const keys = infos.flatMap(bytesOf).map((key) => Buffer.from(key).toString("hex"));
  expect(new Set(keys).size).toBe(8);
});

test("a change of the master keys changes the derived ones", () => {
  handOn({ SECRET_KEY: second.toString("base64") });
  expect(bytesOf("limits/v1")).toEqual([hkdf(second, "limits/v1")]);
});
