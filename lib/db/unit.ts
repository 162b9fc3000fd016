import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { database } from "./client.ts";
import { isRetryable } from "./errors.ts";
import type { Statements } from "./statements.ts";

/** The connection of one transaction. Inside it nothing else may touch the database (the embedded one has one connection). */
export type Tx = Statements;

/** One unit of work: everything written through `tx` happens together or not at all. */
export type Unit = {
  readonly tx: Tx;
  /** Runs `effect` once the transaction is committed, and never when it is not. A failing effect is logged. */
  afterCommit(effect: () => void | Promise<void>): void;
};

const tries = 3;

/**
 * Runs `work` in one transaction (READ COMMITTED), at most 10 s long; deadlocks and serialisation failures run it again,
 * three times in all, so `work` must have no effect outside `tx` but by `afterCommit`. Never hash inside it.
 */
export function transact<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
  return withEffects((unit) => database().prisma.$transaction((tx) => work(unit(tx)), limits()));
}

/**
 * The same for work that is exactly one statement, which is a transaction by itself: it saves the two trips of BEGIN and
 * COMMIT, and the locks are held for less long.
 */
export function transactOne<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
  return withEffects((unit) => work(unit(database().statements)));
}

async function withEffects<T>(run: (unit: (tx: Tx) => Unit) => Promise<T>): Promise<T> {
  const effects: (() => void | Promise<void>)[] = [];
  const value = await retried(() => {
    effects.length = 0;
    return run((tx) => ({ tx, afterCommit: (effect) => void effects.push(effect) }));
  });
  await runAll(effects);
  return value;
}

/** Runs one statement outside a transaction; again, three times in all, after a deadlock or a serialisation failure. */
export async function retried<T>(statement: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await statement();
    } catch (error) {
      if (attempt >= tries || !isRetryable(error)) throw error;
    }
  }
}

// The pool's own limit speaks first, with an error that says what was waited for.
function limits() {
  return { maxWait: env().DATABASE_POOL_TIMEOUT * 1_000 + 500, timeout: 10_000 };
}

async function runAll(effects: readonly (() => void | Promise<void>)[]): Promise<void> {
  for (const effect of effects) {
    try {
      await effect();
    } catch (error) {
      log.error("after_commit_failed", { error });
    }
  }
}
