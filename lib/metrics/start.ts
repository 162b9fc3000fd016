import { database } from "#lib/db/client.ts";
import { type LogFields, onLogged } from "#lib/log.ts";
import { hashGateState } from "#lib/passwords/hash.ts";
import { mailQueueState } from "#lib/queue/queue-store.ts";
import { answerPeers } from "./exchange.ts";
import { figures, figuresAsJson, type Reading, readWhenAsked } from "./registry.ts";
import { routeTemplate } from "./route-template.ts";

/** Starts counting in this process, and answers when another process of the same server asks. Call it once. */
export function startMetrics(): void {
  onLogged(count);
  readGate();
  readQueue();
  readPool();
  answerPeers(figuresAsJson);
}

function count(event: string, fields: LogFields): void {
  const { requests, events } = figures();
  if (event !== "request") {
    events.inc({ event });
    return;
  }
  const { method, path, status, ms } = fields;
  const labels = { method: String(method), route: routeTemplate(String(path)), status: String(status) };
  requests.observe(labels, Number(ms) / 1_000);
}

function readGate(): void {
  const gauge = (what: string, help: string, value: () => number) =>
    readWhenAsked({ name: `latchkey_hash_gate_${what}`, help, across: "sum", read: () => [{ value: value() }] });
  gauge("running", "Password hashes being computed now.", () => hashGateState().running);
  gauge(
    "waiting",
    "Requests waiting for a password hash now, at the gate or on their way to it.",
    () => hashGateState().waiting,
  );
  gauge("waits_total", "Password hashes that had to wait, since the start.", () => hashGateState().waits);
  gauge("wait_seconds_total", "How long they waited in all.", () => hashGateState().waitedMs / 1_000);
  gauge("refused_total", "Password hashes refused for want of a place: each was a 503.", () => hashGateState().refused);
}

// Every process reads the same rows, so together they say no more than one.
function readQueue(): void {
  const gauge = (what: string, help: string, value: (state: { jobs: number; seconds: number }) => number) =>
    readWhenAsked({
      name: `latchkey_mail_queue_${what}`,
      help,
      labels: ["state"],
      across: "max",
      read: async () => (await mailQueueState()).map((row) => ({ labels: { state: row.state }, value: value(row) })),
    });
  gauge("jobs", "Mails that are not sent yet, by the state of their job.", ({ jobs }) => jobs);
  gauge("oldest_seconds", "Age of the oldest of them.", ({ seconds }) => seconds);
}

function readPool(): void {
  readWhenAsked({
    name: "latchkey_database_connections",
    help: "Connections of the pool, and requests waiting for one; none with the embedded database.",
    labels: ["state"],
    across: "sum",
    read: () =>
      Object.entries(database().pool?.() ?? {}).map(([state, value]): Reading => ({ labels: { state }, value })),
  });
}
