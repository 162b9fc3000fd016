import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, test } from "vitest";

test("a worker that dies while it asks for figures takes nobody with it", async () => {
  const service = fork(path.join(import.meta.dirname, "metrics-stage.ts"), { silent: true });
  expect(await once(service, "exit")).toEqual([0, null]);
});
