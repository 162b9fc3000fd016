import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { filesIn, lostProofs, proofsIn, rowsOf } from "./docs/proofs.ts";

describe("docs/security.md", () => {
  const rows = rowsOf("docs/security.md", "").map(([number, , where = "", proof = ""]) => ({ number, where, proof }));

  test("numbers its rows without a gap", () => {
    expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_, index) => index + 1));
    expect(rows.length).toBeGreaterThanOrEqual(90);
  });

  test.each(rows)("row $number names code that is there", ({ where }) => {
    const files = filesIn(where);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  test.each(rows.filter(({ proof }) => !proof.startsWith("left out: ")))(
    "row $number is proven by tests that are there",
    ({ proof }) => {
      expect(proofsIn(proof).length).toBeGreaterThan(0);
      expect(filesIn(proof).length).toBe(proofsIn(proof).length);
      expect(lostProofs(proof)).toEqual([]);
    },
  );
});

describe("docs/faults.md", () => {
  const faults = rowsOf("docs/faults.md", "F").map(([number, , , proof = ""]) => ({ number, proof }));

  test("has every fault of the matrix, and what holds after each", () => {
    expect(faults.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, index) => `F${index + 1}`));
    const judges = rowsOf("docs/faults.md", "I").flatMap(([, , judge = ""]) => filesIn(judge));
    expect(judges.length).toBeGreaterThanOrEqual(10);
    const code = readFileSync("e2e/faults/support/invariants.ts", "utf8");
    expect(judges.filter((judge) => !code.includes(judge))).toEqual([]);
  });

  test.each(faults)("$number is proven by tests that are there", ({ proof }) => {
    expect(proofsIn(proof).length).toBeGreaterThan(0);
    expect(lostProofs(proof)).toEqual([]);
  });
});
