import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { eventually } from "./eventually.ts";

const messageShape = z.object({
  from: z.string(),
  to: z.union([z.string(), z.array(z.string())]).transform((to) => (typeof to === "string" ? [to] : to)),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
});

/** A mail that the API accepted, once, whatever the number of requests with its key. */
export type AcceptedMail = z.infer<typeof messageShape> & { readonly key: string };

/** What the API does with the next request instead of accepting it. */
export type Fault =
  | { readonly kind: "answer"; readonly status: number; readonly headers?: Record<string, string> }
  /** Reads and accepts the mail, then cuts the connection without an answer. */
  | { readonly kind: "accept-then-reset" }
  /** Reads the request and never answers. */
  | { readonly kind: "hang" }
  /** Does something at an exact moment: instead of reading the mail, or when it is accepted and not yet answered. */
  | { readonly kind: "act"; readonly at: "head" | "accepted"; readonly act: () => Promise<void> };

/** An HTTP server that plays the Resend API: POST /emails with Idempotency-Key. */
export type MailApiPeer = {
  /** For `RESEND_BASE_URL`. */
  readonly url: string;
  readonly accepted: readonly AcceptedMail[];
  /** Every request that came in, by its key, replays and refusals included. */
  readonly requests: readonly string[];
  /** Plans faults for the next requests, one each, in order. */
  plan(...faults: readonly Fault[]): void;
  /** Has every request that finds nothing planned fail like this, until null. */
  always(fault: Fault | null): void;
  /** Refuses connections, as a server that is not running; `up` takes the same port again. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Waits for an accepted mail to this address (10 s at most) and demands that it is exactly one. */
  take(to: string): Promise<AcceptedMail>;
  close(): Promise<void>;
};

/** Starts it on a free port. */
export async function startMailApiPeer(): Promise<MailApiPeer> {
  const accepted: AcceptedMail[] = [];
  const requests: string[] = [];
  const faults: Fault[] = [];
  const bodies = new Map<string, string>();
  const always: { fault: Fault | null } = { fault: null };
  const server = createServer((request, response) => {
    // A sender that is killed in the middle of its request has sent nothing.
    receive(request, response).catch(() => response.destroy());
  });
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const key = String(request.headers["idempotency-key"] ?? "");
    requests.push(key);
    const fault = faults.shift() ?? always.fault;
    if (fault?.kind === "act" && fault.at === "head") return void fault.act().finally(() => request.socket.destroy());
    const text = await readText(request);
    if (fault?.kind === "hang") return;
    if (fault?.kind === "answer") return answer(response, { body: { name: "planned" }, ...fault });
    const outcome = accept({ request, text, key }, { bodies, accepted });
    if (fault?.kind === "act" && fault.at === "accepted") await fault.act();
    if (fault?.kind === "accept-then-reset") return void request.socket.destroy();
    answer(response, outcome);
  };
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()) && server.closeAllConnections());
  await listen(0);
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    accepted,
    requests,
    plan: (...planned) => void faults.push(...planned),
    always: (fault) => {
      always.fault = fault;
    },
    take: (to) => takeFrom(accepted, to),
    down: close,
    up: () => listen(port),
    close,
  };
}

type Arrival = { readonly request: IncomingMessage; readonly text: string; readonly key: string };
type Memory = { readonly bodies: Map<string, string>; readonly accepted: AcceptedMail[] };

/** A key seen before replays its answer; with another payload it is refused (Resend, "Idempotency keys"). */
function accept({ request, text, key }: Arrival, { bodies, accepted }: Memory) {
  if (request.method !== "POST" || request.url !== "/emails") return { status: 404, body: { name: "not_found" } };
  if (!request.headers.authorization?.startsWith("Bearer ")) return { status: 401, body: { name: "missing_api_key" } };
  const before = bodies.get(key);
  if (before !== undefined && before !== text) {
    return { status: 409, body: { name: "invalid_idempotent_request", message: "same key, another payload" } };
  }
  const message = messageShape.safeParse(JSON.parse(text));
  if (!message.success) return { status: 422, body: { name: "validation_error", message: message.error.message } };
  if (before === undefined) accepted.push({ ...message.data, key });
  bodies.set(key, text);
  return { status: 200, body: { id: key } };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

type Outgoing = { readonly status: number; readonly body: object; readonly headers?: Record<string, string> };

function answer(response: ServerResponse, { status, body, headers }: Outgoing): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function takeFrom(accepted: readonly AcceptedMail[], to: string): Promise<AcceptedMail> {
  const mails = await eventually(`mail to ${to}`, () => {
    const found = accepted.filter((mail) => mail.to.includes(to));
    return found.length > 0 ? found : undefined;
  });
  const [mail] = mails;
  if (!mail || mails.length > 1) throw new Error(`${mails.length} mails to ${to}`);
  return mail;
}
