// On globalThis: Next's bundle tells, the entry answers, and each has its own copy of this file.
const key = Symbol.for("latchkey.unavailable-pages");
const holder: typeof globalThis & { [key]?: Set<string> } = globalThis;

/** When it is worth asking for the page again, in seconds. */
export const pageRetrySeconds = 5;

/** Notes that the page of this request could not be made because something needed does not answer now. */
export function noteUnavailable(requestId: string): void {
  holder[key] ??= new Set();
  holder[key].add(requestId);
}

/** Whether that was noted; asked once a request, at its end, and forgotten then. */
export function takeUnavailable(requestId: string): boolean {
  return holder[key]?.delete(requestId) ?? false;
}
