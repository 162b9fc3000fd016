const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A moment in words, always in UTC and saying so: "November 21, 2026 at 08:01 UTC". */
export function momentIn(locale: string, at: Date): string {
  return formatsOf(locale).moment.format(at);
}

/** How long from one moment to another: "7 days", "24 hours", "30 minutes". Days from more than 72 hours on. */
export function spanIn(locale: string, from: Date, to: Date): string {
  const ms = to.getTime() - from.getTime();
  const { day, hour, minute } = formatsOf(locale);
  if (ms > 72 * hourMs) return day.format(Math.round(ms / dayMs));
  if (ms >= hourMs - minuteMs) return hour.format(Math.round(ms / hourMs));
  return minute.format(Math.round(ms / minuteMs));
}

// Kept by locale: to make them costs a hundred times what they then cost.
const formats = new Map<string, ReturnType<typeof makeFormats>>();

function formatsOf(locale: string) {
  const kept = formats.get(locale);
  if (kept) return kept;
  const made = makeFormats(locale);
  formats.set(locale, made);
  return made;
}

function makeFormats(locale: string) {
  const counted = (unit: "day" | "hour" | "minute") =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
  const moment = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
    timeZoneName: "short",
  });
  return { moment, day: counted("day"), hour: counted("hour"), minute: counted("minute") };
}
