import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const page = readFileSync("docs/security.md", "utf8");
const rows = page
  .split("\n")
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")))
  .map(([number, , where = "", proof = ""]) => ({ number: Number(number), where, proof }));

/** The files of a cell, and the titles of tests that stand behind a file. */
const filesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file);
const proofsIn = (cell: string) =>
  [...cell.matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file = "", title = ""]) => ({ file, title }));

describe("docs/security.md", () => {
  test("numbers its rows without a gap", () => {
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
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
      const proofs = proofsIn(proof);
      expect(proofs.length).toBeGreaterThan(0);
      expect(filesIn(proof).length).toBe(proofs.length);
      const lost = proofs.filter(
        ({ file, title }) => !(existsSync(file) && readFileSync(file, "utf8").includes(title)),
      );
      expect(lost).toEqual([]);
    },
  );
});
