import { look } from "./look.ts";
import type { Place } from "./place.ts";

/**
 * Takes the hourly jobs off the schedule of a running application, until it starts again: for tests that count statements
 * or jobs, beside which the seventeenth minute of an hour would be counted too.
 */
export async function withoutHourly(place: Place): Promise<void> {
  await look(place, "DELETE FROM pgboss.schedule");
}
