// A thread of its own, so that what the test does besides does not count: asks for the health answer again and again, until a
// message comes, and answers with the times in milliseconds.
import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";

const agent = new Agent({ keepAlive: true });
const times: number[] = [];
let isOver = false;
parentPort?.once("message", () => {
  isOver = true;
});

// As whoever watches has been there before: its thread runs, its connection is open.
await answered();
parentPort?.postMessage("watching");

while (!isOver) {
  const begin = performance.now();
  await answered();
  times.push(performance.now() - begin);
  await pause(10);
}
agent.destroy();
parentPort?.postMessage(times);

function answered(): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL("/api/health/live/", String(workerData)), { agent }, (answer) => {
      answer.resume();
      answer.once("end", () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode}`))));
    });
    asked.once("error", reject);
    asked.end();
  });
}
