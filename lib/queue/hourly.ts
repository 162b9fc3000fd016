import { boss } from "./boss.ts";

/**
 * Has `work` run once an hour by one of all processes on this database, whichever takes the job. Call it once a process,
 * after `startBoss`.
 */
export async function startHourly(name: string, work: () => Promise<void>): Promise<void> {
  await boss().createQueue(name, { retryLimit: 0, expireInSeconds: 900, deleteAfterSeconds: 86_400 });
  await boss().schedule(name, "17 * * * *");
  await boss().work(name, { pollingIntervalSeconds: 60 }, async () => work());
}
