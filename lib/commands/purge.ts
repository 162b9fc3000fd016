import { sweepable, sweepBatch } from "#lib/accounts/sweep-store.ts";
import { log } from "#lib/log.ts";
import type { Command } from "./command.ts";
import { printFields, printJson } from "./print.ts";
import { readArgs } from "./read-args.ts";

/**
 * `purge`: removes at once what the running server removes every hour: sign-ups nobody confirmed, dead sessions,
 * old changes of address, limits that ran out, history older than 90 days. All of it had its time, so there is nothing to ask first.
 */
export const purge: Command = async (args, io) => {
  const { values } = readArgs(args, [], {});
  const removed: Record<string, number> = {};
  for (const kind of sweepable) {
    let total = 0;
    for (let count = -1; count !== 0; total += count) count = await sweepBatch(kind);
    removed[kind] = total;
  }
  log.info("purged", removed);
  if (values.json) printJson(io, removed);
  else printFields(io, removed);
  return 0;
};
