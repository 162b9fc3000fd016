import { expect, test } from "vitest";
import { coresEach, processCount } from "./process-count.ts";

test("the embedded database has one process, whatever WEB_CONCURRENCY says", () => {
  expect(processCount({ DATABASE_URL: undefined, WEB_CONCURRENCY: 4 })).toBe(1);
});

test("a server has as many processes as WEB_CONCURRENCY says", () => {
  expect(processCount({ DATABASE_URL: "postgresql://db.example/latchkey", WEB_CONCURRENCY: 3 })).toBe(3);
});

test.each([
  [1, 2, 2],
  [2, 2, 1],
  [3, 4, 2],
  [8, 2, 1],
])("of %i processes on %i cores each has a share of %i", (processes, cores, share) => {
  expect(coresEach(processes, cores)).toBe(share);
});
