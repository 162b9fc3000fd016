import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { expect, test } from "vitest";
import { makeTurns } from "./turns.ts";

test("of many that come at once, one begins at each turn of the event loop, in their order", async () => {
  const turn = makeTurns(1);
  const begun: number[] = [];
  for (const request of [1, 2, 3]) void turn().then(() => begun.push(request));
  expect(begun).toEqual([]);
  for (const expected of [[1], [1, 2], [1, 2, 3]]) {
    await turnOfTheLoop();
    expect(begun).toEqual(expected);
  }
});

test("as many as are let in at once begin at one turn", async () => {
  const turn = makeTurns(2);
  const begun: number[] = [];
  for (const mail of [1, 2, 3]) void turn().then(() => begun.push(mail));
  for (const expected of [
    [1, 2],
    [1, 2, 3],
  ]) {
    await turnOfTheLoop();
    expect(begun).toEqual(expected);
  }
});

test("one that comes later begins too", async () => {
  const turn = makeTurns(1);
  await turn();
  await turn();
});
