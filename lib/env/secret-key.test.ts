import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { masterKeyList } from "./secret-key.ts";

/** A key that looks random, a different one for each salt. */
function someKey(salt: number): string {
  return createHash("sha256").update(`a key for tests ${salt}`).digest("base64");
}

const otherKey = someKey(0);

function faultsOf(written: string): readonly string[] {
  return (
    masterKeyList()
      .safeParse(written)
      .error?.issues.map(({ message }) => message) ?? []
  );
}

test("one to three keys are taken in their order, as base64 or base64url", () => {
  const keys = [1, 2, 3].map((salt) =>
    Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 * salt + 7) % 256)),
  );
  const written = keys.map((bytes, index) => bytes.toString(index === 1 ? "base64url" : "base64")).join(", ");
  expect(masterKeyList().parse(written)).toEqual(keys.map((bytes) => Uint8Array.from(bytes)));
});

test.each([
  ["short", Buffer.from("0123456789abcdef0123456789abcde").toString("base64")],
  ["all zero", Buffer.alloc(32).toString("base64")],
  ["the known answers' key", Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString("base64")],
  ["a repeated word", Buffer.from("abcdabcdabcdabcdabcdabcdabcdabcd").toString("base64")],
  ["a sentence", "change-me-change-me-change-me-change-me-change-me-1234567890"],
  ["not base64", "this is no key"],
  ["given twice", `${otherKey},${Buffer.from(otherKey, "base64").toString("base64url")}`],
  ["an empty part", `${otherKey},`],
  ["four", [11, 12, 13, 14].map(someKey).join(",")],
])("a key that is %s is refused", (_, written) => {
  expect(faultsOf(written)).toHaveLength(1);
});
