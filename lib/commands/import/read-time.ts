const shape = /^((?:19|2\d)\d\d-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(\.\d{1,9})?)?)? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/;

/**
 * A time as Django writes it (`2024-05-01T09:30:00.123Z`, `2024-05-01 09:30:00+02:00`), as ISO 8601 in UTC to the ms; null
 * when it is none. A time without a zone is UTC.
 */
export function readTime(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const [, day, minute = "00:00", second = "00", fraction = "", zone = "Z"] = shape.exec(value.trim()) ?? [];
  if (day === undefined) return null;
  const time = new Date(`${day}T${minute}:${second}${fraction.slice(0, 4)}${zoneOf(zone)}`);
  // The engine takes 31 February for a day in March.
  const isReal = !Number.isNaN(time.getTime()) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return isReal ? time.toISOString() : null;
}

function zoneOf(zone: string): string {
  if (zone === "Z" || zone === "UTC") return "Z";
  const [hours, minutes] = [zone.slice(0, 3), zone.slice(3).replace(":", "")];
  return `${hours}:${minutes === "" ? "00" : minutes}`;
}
