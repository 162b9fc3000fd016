import { expect, it } from "vitest";
import { together } from "./together.ts";

const doubled = (asked: (readonly number[])[], withinMs?: number) =>
  together<number, number>(async (numbers) => {
    asked.push(numbers);
    return numbers.map((number) => 2 * number);
  }, withinMs);

it("asks once for all who ask in one turn, and answers each", async () => {
  const asked: (readonly number[])[] = [];
  const ask = doubled(asked);
  expect(await Promise.all([ask(1), ask(2), ask(1)])).toEqual([2, 4, 2]);
  expect(await ask(3)).toBe(6);
  expect(asked).toEqual([[1, 2, 1], [3]]);
});

it("waits for others as long as it is told", async () => {
  const asked: (readonly number[])[] = [];
  const ask = doubled(asked, 50);
  const first = ask(1);
  await new Promise((passed) => setTimeout(passed, 5));
  expect(await Promise.all([first, ask(2)])).toEqual([2, 4]);
  expect(asked).toEqual([[1, 2]]);
});

it("asks for more than a hundred in several parts", async () => {
  const asked: (readonly number[])[] = [];
  const ask = doubled(asked);
  const numbers = Array.from({ length: 150 }, (_, index) => index);
  expect(await Promise.all(numbers.map(ask))).toEqual(numbers.map((number) => 2 * number));
  expect(asked.map(({ length }) => length)).toEqual([100, 50]);
});

it("tells all of them when it fails, and the next ones nothing of it", async () => {
  let isBroken = true;
  const ask = together<number, number>(async (numbers) => {
    if (isBroken) throw new Error("away");
    return numbers;
  });
  const told = await Promise.allSettled([ask(1), ask(2)]);
  expect(told.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  isBroken = false;
  expect(await ask(3)).toBe(3);
});
