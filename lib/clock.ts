/** The time of this machine. What is stored or signed takes the database's clock instead (docs/security.md row 9). */
export function now(): Date {
  return new Date();
}

/** The time of this machine in whole seconds since 1970. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}

/** Milliseconds that only ever grow, for measuring how long something took. */
export function stopwatchMs(): number {
  return performance.now();
}
