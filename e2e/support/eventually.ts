import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks `probe` again and again until it answers something other than undefined, and returns that.
 * Throws "<what> did not happen within N s" after the deadline (default 30 s: a busy machine is no fault); an error of the
 * probe ends it at once.
 */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
  deadlineSeconds = 30,
): Promise<T> {
  const end = performance.now() + deadlineSeconds * 1000;
  for (let wait = 5; ; wait = Math.min(wait * 2, 100)) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`${what} did not happen within ${deadlineSeconds} s`);
    await pause(wait);
  }
}
