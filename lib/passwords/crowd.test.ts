import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeCrowd } from "./crowd.ts";

describe("a crowd, of whom one may come while another is at it", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** As many as asked for, who tell when they begin and end when the test says so. */
  function people(count: number) {
    const crowd = makeCrowd(1);
    const begun: number[] = [];
    const ends: PromiseWithResolvers<void>[] = [];
    const runs = Array.from({ length: count }, (_, index) => {
      const end = Promise.withResolvers<void>();
      ends.push(end);
      return crowd.run(() => {
        begun.push(index);
        return end.promise;
      });
    });
    return {
      crowd,
      begun,
      runs,
      end: (index: number) => ends[index]?.resolve(),
      fail: (index: number) => ends[index]?.reject(),
    };
  }
  const turn = () => vi.advanceTimersByTimeAsync(0);

  test("is held while two are at it, and goes on at once, in its order, when one is left", async () => {
    const { crowd, begun, end } = people(5);
    await turn();
    expect(begun).toEqual([0, 1]);
    expect(crowd.held()).toBe(3);
    end(1);
    await turn();
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect(crowd.held()).toBe(0);
  });

  test("is held by nobody whose hash is made, whatever else they still do", async () => {
    const crowd = makeCrowd(1);
    const hash = Promise.withResolvers<void>();
    const endless = new Promise(() => undefined);
    const third = vi.fn(() => endless);
    void crowd.run(() => hash.promise.then(crowd.hashed).then(() => endless));
    void crowd.run(() => endless);
    void crowd.run(third);
    await turn();
    expect(third).not.toHaveBeenCalled();
    hash.resolve();
    await turn();
    expect(third).toHaveBeenCalled();
  });

  /** Somebody whose hash is made when the test says so, and who then tells that they go on. */
  function hasher(crowd: ReturnType<typeof makeCrowd>) {
    const hash = Promise.withResolvers<void>();
    const goesOn = vi.fn(() => new Promise(() => undefined));
    void crowd.run(() => hash.promise.then(crowd.hashed).then(goesOn));
    return { made: hash.resolve, goesOn };
  }

  test("goes on by three whose hashes are made, or when few are left, or after 50 ms", async () => {
    const crowd = makeCrowd(1);
    const first = hasher(crowd);
    const ended = hasher(crowd);
    const others = Array.from({ length: 8 }, () => hasher(crowd));
    ended.made();
    await turn();
    const counts = async (...made: readonly { readonly made: () => void }[]) => {
      for (const one of made) one.made();
      await turn();
      return others.filter(({ goesOn }) => goesOn.mock.calls.length > 0).length;
    };
    expect(await counts(...others.slice(0, 2))).toBe(0);
    expect(await counts(...others.slice(2, 3))).toBe(3);
    expect(await counts(...others.slice(3, 4))).toBe(3);
    await vi.advanceTimersByTimeAsync(49);
    expect(await counts()).toBe(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(await counts(...others.slice(4, 6))).toBe(4);
    expect(await counts(...others.slice(6, 7))).toBe(7);
    // Two are left, then one: there is nobody to wait for.
    first.made();
    expect(await counts()).toBe(7);
    expect(first.goesOn).toHaveBeenCalled();
    expect(await counts(...others.slice(7))).toBe(8);
  });

  test("goes on when the work of one fails", async () => {
    const { begun, runs, fail } = people(3);
    fail(0);
    await expect(runs[0]).rejects.toBeUndefined();
    await turn();
    expect(begun).toEqual([0, 1, 2]);
  });

  test("goes on sixteen at a time, and whoever comes while ninety-six are held is not held", async () => {
    const { crowd, begun, end } = people(120);
    await turn();
    expect([begun.length, crowd.held()]).toEqual([24, 96]);
    for (const index of begun.slice(1)) end(index);
    await turn();
    expect([begun.length, crowd.held()]).toEqual([40, 80]);
  });

  test("is held for a second at most", async () => {
    const { begun } = people(4);
    await vi.advanceTimersByTimeAsync(999);
    expect(begun).toEqual([0, 1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual([0, 1, 2, 3]);
  });
});
