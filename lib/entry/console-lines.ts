import { log } from "#lib/log.ts";

/**
 * Turns what packages print on the console into log lines: one event, one line, and of errors no message
 * (docs/security.md rows 85–88). What people are told at the start is written before this.
 */
export function logConsole(): void {
  console.error = (...given: unknown[]) => log.error("console", fields(given));
  console.warn = (...given: unknown[]) => log.warn("console", fields(given));
  for (const method of ["log", "info", "debug"] as const) {
    console[method] = (...given: unknown[]) => log.info("console", fields(given));
  }
}

const tellEveryMs = 10_000;

/**
 * Lets a process go on where its log cannot be written, as on a full disk or after its reader has died, and says later how many
 * lines that cost at least: of those written at one moment only the first fails aloud. Every process needs it, the parent too.
 */
export function countDroppedLines(): void {
  let count = 0;
  const onError = () => {
    count += 1;
  };
  for (const stream of [process.stdout, process.stderr]) stream.on("error", onError);
  setInterval(() => {
    const dropped = count;
    count = 0;
    if (dropped > 0) log.warn("log_lines_dropped", { count: dropped });
  }, tellEveryMs).unref();
}

function fields(given: readonly unknown[]): { readonly text: string; readonly error?: unknown } {
  const error = given.find((item) => item instanceof Error);
  const text = given.filter((item) => typeof item === "string").join(" ");
  return { text: shortened(text), ...(error === undefined ? {} : { error }) };
}

// Only the first line, without the query of any address in it.
function shortened(text: string): string {
  const [line = ""] = text.trim().split("\n");
  return line.replace(/\?\S+/g, "?…").slice(0, 200);
}
