import { nowSeconds } from "#lib/clock.ts";
import { env } from "#lib/env.ts";
import { log, withRequestId } from "#lib/log.ts";
import { askJson } from "#lib/outgoing/ask-json.ts";
import { OutgoingFailure } from "#lib/outgoing/outgoing-failure.ts";
import { webHookQueue } from "#lib/queue/boss.ts";
import { type Job, startWorker } from "#lib/queue/workers.ts";
import { readWebHookJob, type WebHookJob } from "./web-hook-jobs.ts";
import { webHookHeaders } from "./web-hook-signature.ts";

/** Web hooks under way at once: a receiver that hangs for its 10 s holds up few others. */
const most = 4;

const timeoutMs = 10_000;

/** What became of a job. `dropped`: the receiver is no longer set, or said that it is gone. */
type WebHookOutcome = { readonly state: "sent" | "dropped" };

type Receiver = { readonly id: string; readonly url: string; readonly secrets: readonly Uint8Array[] };

/** Why a job is tried again. The queue stores it with the job, so it says no more than that. */
class NotYet extends Error {}

/**
 * Starts sending the web hooks of the queue. Whatever is not answered by a 2xx within 10 s is tried again under the same
 * `webhook-id`, ever later up to an hour, 40 times in all. Call it once, after `startBoss`; `stopQueue` ends it.
 */
export function startWebHookWorker(): void {
  startWorker(webHookQueue, most, work);
}

async function work(job: Job): Promise<WebHookOutcome> {
  const message = readWebHookJob(job.data);
  const hook = env().WEB_HOOKS.find(({ id }) => id === message?.hook);
  if (!message || !hook) {
    log.warn("web_hook_dropped", { jobId: job.id, hook: message?.hook });
    return { state: "dropped" };
  }
  return withRequestId(message.requestId ?? job.id, () => tryOnce(message, hook, job.retryCount));
}

async function tryOnce(message: WebHookJob, hook: Receiver, attempt: number): Promise<WebHookOutcome> {
  const fields = { hook: hook.id, webHookId: message.id, attempt };
  const answered = await send(message, hook);
  if (typeof answered === "number" && answered >= 200 && answered < 300) {
    log.info("web_hook_sent", fields);
    return { state: "sent" };
  }
  const isGone = answered === 410;
  log.warn(isGone ? "web_hook_dropped" : "web_hook_retry", { ...fields, reason: answered });
  if (isGone) return { state: "dropped" };
  throw new NotYet(String(answered));
}

/** The status of the answer, or in our own words why there is none. */
async function send({ id, body }: WebHookJob, { url, secrets }: Receiver): Promise<number | string> {
  // `askJson` sends exactly this text.
  const headers = webHookHeaders({ id, timestamp: nowSeconds(), body: JSON.stringify(body) }, secrets);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const { status } = await askJson(url, { headers, json: body, signal, mayBePrivate: false });
    return status;
  } catch (error) {
    if (error instanceof OutgoingFailure) return error.message;
    throw error;
  }
}
