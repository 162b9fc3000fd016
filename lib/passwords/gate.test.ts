import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { GateBusy, hashGateLimits, makeGate } from "./gate.ts";

/** Work that ends when the test says so. */
function pieceOfWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = vi.fn(() => promise);
  return { work, resolve, reject };
}

describe("a gate", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("lets in as many as have a place, the others in the order they came", async () => {
    const gate = makeGate({ concurrency: 2, queueLength: 32, waitMs: 3_000 });
    const pieces = Array.from({ length: 4 }, pieceOfWork);
    const [first, second, third, fourth] = pieces;
    const results = pieces.map(({ work }) => gate.run(work));
    await vi.advanceTimersByTimeAsync(0);
    const started = () => pieces.map(({ work }) => work.mock.calls.length);
    expect(started()).toEqual([1, 1, 0, 0]);
    second?.resolve("second");
    await results[1];
    await vi.advanceTimersByTimeAsync(0);
    expect(started()).toEqual([1, 1, 1, 0]);
    third?.reject(new Error("broken"));
    await expect(results[2]).rejects.toThrow("broken");
    await vi.advanceTimersByTimeAsync(0);
    expect(started()).toEqual([1, 1, 1, 1]);
    first?.resolve("first");
    fourth?.resolve("fourth");
    expect(await Promise.all([results[0], results[1], results[3]])).toEqual(["first", "second", "fourth"]);
  });

  test("a full queue is busy at once, without starting the work", async () => {
    const gate = makeGate({ concurrency: 1, queueLength: 1, waitMs: 3_000 });
    const [running, waiting, refused] = [pieceOfWork(), pieceOfWork(), pieceOfWork()];
    const results = [gate.run(running.work), gate.run(waiting.work)];
    await expect(gate.run(refused.work)).rejects.toBeInstanceOf(GateBusy);
    expect(refused.work).not.toHaveBeenCalled();
    running.resolve("running");
    waiting.resolve("waiting");
    expect(await Promise.all(results)).toEqual(["running", "waiting"]);
  });

  test("who waits too long is told to come back, and loses the place in the queue", async () => {
    const gate = makeGate({ concurrency: 1, queueLength: 1, waitMs: 3_000 });
    const [running, tired, late] = [pieceOfWork(), pieceOfWork(), pieceOfWork()];
    const first = gate.run(running.work);
    const second = expect(gate.run(tired.work)).rejects.toMatchObject({ name: "GateBusy", retryAfterSeconds: 3 });
    await vi.advanceTimersByTimeAsync(3_000);
    await second;
    const third = gate.run(late.work);
    running.resolve("running");
    late.resolve("late");
    expect(await Promise.all([first, third])).toEqual(["running", "late"]);
    expect(tired.work).not.toHaveBeenCalled();
  });

  test("the hashes' gate has two places, a queue of 32 and a patience of three seconds", () => {
    expect(hashGateLimits).toEqual({ concurrency: 2, queueLength: 32, waitMs: 3_000 });
  });
});
