import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { z } from "zod";

/** How the connections of a pool are used. `waiting` are requests that wait for one. */
export type PoolState = { readonly busy: number; readonly idle: number; readonly waiting: number };

const counts = z.object({ totalCount: z.number(), idleCount: z.number(), waitingCount: z.number() });

/**
 * Watches the pools that this factory opens; the answer asks for their figures, all together. The driver hands its pool out
 * under no type, so it is looked at like anything foreign.
 */
export function watchPools(factory: SqlDriverAdapterFactory): () => PoolState {
  const pools: unknown[] = [];
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    if ("underlyingDriver" in adapter && typeof adapter.underlyingDriver === "function")
      pools.push(adapter.underlyingDriver());
    return adapter;
  };
  return () => {
    const all = pools.flatMap((pool) => counts.safeParse(pool).data ?? []);
    const sum = (of: (one: z.infer<typeof counts>) => number) => all.reduce((total, one) => total + of(one), 0);
    return {
      busy: sum(({ totalCount, idleCount }) => totalCount - idleCount),
      idle: sum(({ idleCount }) => idleCount),
      waiting: sum(({ waitingCount }) => waitingCount),
    };
  };
}
