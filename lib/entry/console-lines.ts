import { log } from "#lib/log.ts";

/**
 * Turns what packages print on the console into log lines: one event, one line, and of errors no message
 * (security.md rows 85–88). What people are told at the start is written before this.
 */
export function logConsole(): void {
  console.error = (...given: unknown[]) => log.error("console", fields(given));
  console.warn = (...given: unknown[]) => log.warn("console", fields(given));
  for (const method of ["log", "info", "debug"] as const) {
    console[method] = (...given: unknown[]) => log.info("console", fields(given));
  }
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
