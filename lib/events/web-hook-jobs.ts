import { z } from "zod";
import type { Unit } from "#lib/db/unit.ts";
import { type EventName, eventNames } from "#lib/env/event-names.ts";
import { env } from "#lib/env.ts";
import { currentRequestId } from "#lib/log.ts";
import { sendIn, webHookQueue } from "#lib/queue/boss.ts";
import { wakeWorker } from "#lib/queue/workers.ts";
import type { EventReport } from "./event.ts";

const jobShape = z.object({
  /** The hook's name in the settings: address and secrets are read when it is sent. */
  hook: z.string(),
  /** The event's id. */
  id: z.uuid(),
  /** The request that caused it: the worker's log lines carry the same id. */
  requestId: z.string().optional(),
  /** The body, as it is sent every time. */
  body: z.object({
    type: z.enum(eventNames),
    timestamp: z.iso.datetime(),
    data: z.record(z.string(), z.unknown()),
  }),
});

/** One event for one receiver, as it lies in the queue. */
export type WebHookJob = z.infer<typeof jobShape>;

/** Reads what lies in the queue; null for anything that is no web hook of ours. */
export function readWebHookJob(data: unknown): WebHookJob | null {
  return jobShape.safeParse(data).data ?? null;
}

/** Whether any web hook asks for this event. */
export function hasWebHooks(name: EventName): boolean {
  return env().WEB_HOOKS.some((hook) => hook.takes(name));
}

/** Makes a job for each receiver of this event, in the caller's transaction: it exists exactly if the event does. */
export async function queueWebHooks(unit: Unit, event: EventReport): Promise<void> {
  const hooks = env().WEB_HOOKS.filter((hook) => hook.takes(event.name));
  const requestId = currentRequestId();
  for (const { id: hook, tellsAddresses } of hooks) {
    const own = { hook, id: event.id, body: bodyOf(event, tellsAddresses) };
    const job: WebHookJob = requestId === undefined ? own : { ...own, requestId };
    await sendIn(unit.tx, webHookQueue, { data: job });
  }
  if (hooks.length > 0) unit.afterCommit(() => wakeWorker(webHookQueue));
}

/** Ids, unless the receiver is set to be told names and addresses. */
function bodyOf(event: EventReport, tellsAddresses: boolean): WebHookJob["body"] {
  const { name, at, user, request, detail } = event;
  const known = user && { username: user.username, email: user.email };
  const moved = event.name === "user_changed_email" && { old_email: event.oldEmail, new_email: event.newEmail };
  return {
    type: name,
    timestamp: at.toISOString(),
    data: { user_id: user?.id ?? null, request, detail, ...(tellsAddresses ? { ...known, ...moved } : {}) },
  };
}
