import { log } from "#lib/log.ts";

/** Something to end before the process does. */
export type ShutdownTask = () => Promise<void>;

// On globalThis: Next's bundle adds the tasks, the entry runs them, and each has its own copy of this file.
const key = Symbol.for("latchkey.shutdown");
const holder: typeof globalThis & { [key]?: ShutdownTask[] } = globalThis;

/** Has `task` run when the server stops, after its last request; the newest first. */
export function onShutdown(task: ShutdownTask): void {
  holder[key] ??= [];
  holder[key].push(task);
}

/** Runs the tasks one after the other, the newest first. One that fails is logged and stops no other. */
export async function runShutdownTasks(): Promise<void> {
  const tasks = holder[key]?.splice(0) ?? [];
  for (const task of tasks.reverse()) {
    try {
      await task();
    } catch (error) {
      log.error("shutdown_task_failed", { error });
    }
  }
}
