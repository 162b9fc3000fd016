import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "#e2e/support/free-port.ts";

let service: ChildProcess;
let port: number;
let ends: (() => void)[];

beforeEach(async () => {
  port = await freePort();
  ends = [];
  service = fork(path.join(import.meta.dirname, "deal-stage.ts"), [String(port)]);
  await once(service, "message");
});
afterEach(async () => {
  for (const end of ends) end();
  service.disconnect();
  await once(service, "exit");
});

/** Asks by a connection that stays, or goes with the answer; tells who answered. */
async function ask(url = "/", { isKept = false } = {}): Promise<number> {
  const agent = new Agent({ keepAlive: isKept });
  ends.push(() => agent.destroy());
  const request = get({ port, host: "127.0.0.1", path: url, agent, timeout: 10_000 });
  request.once("timeout", () => request.destroy(new Error("no answer")));
  const [response] = await once(request, "response");
  return Number(await text(response));
}

const many = (count: number, isKept = false) => Promise.all(Array.from({ length: count }, () => ask("/", { isKept })));

test("connections that come at once are shared evenly", async () => {
  const answered = Object.values(Object.groupBy(await many(20, true), String)).map((by) => by?.length);
  expect(answered).toEqual([10, 10]);
});

test("what was on its way to a worker that is killed is answered by another", async () => {
  for (let kill = 0; kill < 10; kill += 1) {
    const victim = await ask();
    process.kill(victim, "SIGKILL");
    const answered = await many(4);
    expect(answered).toHaveLength(4);
    expect(answered).not.toContain(victim);
  }
});

test("a worker that hangs is passed over when it is behind", async () => {
  const hanging = ask("/hang");
  await ask();
  const behind = many(32);
  await setTimeout(100);
  const others: number[] = [];
  for (let count = 0; count < 10; count += 1) others.push(await ask());
  expect(others).not.toContain(await hanging);
  await behind;
});

test("one that leaves finishes what it has, and gets no more", async () => {
  const left = await ask("/leave");
  expect(await many(10)).not.toContain(left);
});

test("who never comes to an end is cut off in time, as by a server that listens", async () => {
  const socket = connect({ port, host: "127.0.0.1" });
  ends.push(() => socket.destroy());
  socket.write("GET / HTTP/1.1\r\nHost: loc");
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
});
