import type { EventName } from "#lib/env/event-names.ts";
import { log } from "#lib/log.ts";
import { settings } from "#lib/settings.ts";
import type { EventReport, Listeners } from "./event.ts";

/** Whether anybody listens to this event. */
export function hasListeners(name: EventName, listeners: Listeners = settings.eventListeners): boolean {
  return (listeners[name] ?? []).length > 0;
}

/** Tells every listener of an event, without waiting for any. What one throws, now or later, is logged. */
export function tellListeners<Name extends EventName>(
  event: EventReport<Name>,
  listeners: Listeners = settings.eventListeners,
): void {
  const own: readonly ((event: EventReport<Name>) => void | Promise<void>)[] = listeners[event.name] ?? [];
  for (const listener of own) void tell(event.name, async () => listener(event));
}

async function tell(name: EventName, listen: () => Promise<void>): Promise<void> {
  try {
    await listen();
  } catch (error) {
    log.error("listener_failed", { listenerOf: name, error });
  }
}
