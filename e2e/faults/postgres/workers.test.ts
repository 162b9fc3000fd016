import { afterEach, describe, expect, test } from "vitest";
import { type ApiStage, openApiStage } from "#e2e/faults/support/api-stage.ts";
import { bareRequest, type Fate } from "#e2e/faults/support/bare-request.ts";
import { childrenOf, isThere } from "#e2e/faults/support/children.ts";
import { isReady } from "#e2e/faults/support/invariants.ts";
import { type Replicas, startReplicas } from "#e2e/faults/support/replicas.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { newPerson, registration } from "#e2e/support/people.ts";

const register = (url: string) => bareRequest(`${url}/api/v1/accounts/register/`, registration(newPerson()));

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no end within ${ms} ms`)), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

describe("several workers", () => {
  let stage: ApiStage;
  afterEach(() => stage?.end());

  const workers = () => childrenOf(stage.app.pid());
  const open = async () => {
    stage = await openApiStage({ WEB_CONCURRENCY: "2" });
    await eventually("two workers", async () => ((await workers()).length === 2 ? true : undefined), 30);
  };

  test("are replaced when one is killed, and the service goes on meanwhile", async () => {
    await open();
    const [victim = 0, survivor = 0] = await workers();
    process.kill(victim, "SIGKILL");
    await eventually("service by the other", async () => ((await stage.witness.signUp()) ? true : undefined), 5);
    const isReplaced = async () => {
      const now = await workers();
      return now.length === 2 && !now.includes(victim) && now.includes(survivor) ? true : undefined;
    };
    await eventually("the replacement", isReplaced, 20);
    expect(stage.app.logs()).toContain('"event":"worker_died"');
    await stage.keepsItsWord();
  });

  test("leave no request without an end that comes in the moment in which one is killed", async () => {
    await open();
    const ends: Fate[] = [];
    for (let kill = 0; kill < 4; kill += 1) {
      const [victim = 0] = await eventually(
        "two workers",
        async () => {
          const now = await workers();
          return now.length === 2 ? now : undefined;
        },
        30,
      );
      process.kill(victim, "SIGKILL");
      const moment = Array.from({ length: 6 }, () => register(stage.app.url));
      ends.push(...(await within(20_000, Promise.all(moment))));
    }
    expect(ends).toHaveLength(24);
    await stage.keepsItsWord();
  });

  test("end with their parent, so that a killed service leaves none behind", async () => {
    await open();
    const left = await workers();
    await stage.app.kill();
    await eventually("the end of the workers", () => (left.some(isThere) ? undefined : true));
    await stage.app.restart();
    await stage.keepsItsWord();
  });

  test.each(["1", "2"])("%s of them finish what is under way when told to stop, and end with 0", async (count) => {
    stage = await openApiStage({ WEB_CONCURRENCY: count });
    const fates = Array.from({ length: 24 }, () => register(stage.app.url));
    await Promise.race(fates);
    const began = performance.now();
    expect(await stage.app.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(20_000);
    const ended = await Promise.all(fates);
    expect(ended.filter((fate) => fate !== 201 && fate !== 503)).toEqual([]);
    expect(ended).toContain(201);
    await stage.app.restart();
    await stage.keepsItsWord();
  });
});

/** Their balancer asks each of them five times a second whether it is ready. */
describe.skipIf(process.platform !== "linux")("two replicas behind a balancer", () => {
  let house: Replicas;
  afterEach(() => house?.dispose());

  test("are restarted one after the other under load without one failed request", async () => {
    house = await startReplicas({ SHUTDOWN_DELAY: "1" });
    await Promise.all(house.replicas.map((replica) => replica.start()));
    await isReady(house);
    const fates: Fate[] = [];
    const load = { isOn: true };
    const client = async () => {
      while (load.isOn) {
        fates.push(await register(house.url));
        for (let read = 0; read < 5; read += 1) fates.push(await bareRequest(`${house.url}/login`));
      }
    };
    const clients = Array.from({ length: 4 }, client);
    for (const replica of house.replicas) {
      expect(await replica.stop()).toBe(0);
      await replica.start();
    }
    load.isOn = false;
    await Promise.all(clients);
    expect(fates.length).toBeGreaterThan(50);
    expect(fates.filter((fate) => fate !== 201 && fate !== 200)).toEqual([]);
  });
});
