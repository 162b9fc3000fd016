const hourSeconds = 3_600;
const daySeconds = 86_400;

/** The unit and the number of it that tell a period best; what does not divide evenly is rounded down. */
export function periodParts(seconds: number): { unit: "minutes" | "hours" | "days"; count: number } {
  if (seconds > 2 * daySeconds) return { unit: "days", count: Math.floor(seconds / daySeconds) };
  if (seconds >= hourSeconds) return { unit: "hours", count: Math.floor(seconds / hourSeconds) };
  return { unit: "minutes", count: Math.max(1, Math.floor(seconds / 60)) };
}
