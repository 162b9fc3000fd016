import { stopBoss } from "./boss.ts";
import { stopWorkers } from "./workers.ts";

/** Takes no more jobs, lets running ones finish (at most `timeoutMs`), gives back the others, and forgets the queue. */
export async function stopQueue(timeoutMs = 12_000): Promise<void> {
  await stopWorkers(timeoutMs);
  await stopBoss(timeoutMs);
}
