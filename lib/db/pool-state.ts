import type { Pool } from "pg";

/** How the connections of a pool are used. `waiting` are requests that wait for one. */
export type PoolState = { readonly busy: number; readonly idle: number; readonly waiting: number };

/** The figures of a pool now. */
export function poolState({ totalCount, idleCount, waitingCount }: Pool): PoolState {
  return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}
