const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A moment in words, always in UTC and saying so: "November 21, 2026 at 08:01 UTC". */
export function momentIn(locale: string, at: Date): string {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
    timeZoneName: "short",
  }).format(at);
}

/** How long from one moment to another: "7 days", "24 hours", "30 minutes". Days from more than 72 hours on. */
export function spanIn(locale: string, from: Date, to: Date): string {
  const ms = to.getTime() - from.getTime();
  if (ms > 72 * hourMs) return inUnit(locale, ms / dayMs, "day");
  if (ms >= hourMs - minuteMs) return inUnit(locale, ms / hourMs, "hour");
  return inUnit(locale, ms / minuteMs, "minute");
}

function inUnit(locale: string, amount: number, unit: "day" | "hour" | "minute"): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(Math.round(amount));
}
