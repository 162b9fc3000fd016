import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { resendTransport } from "./resend.ts";
import { sampleMail } from "./sample-mail.ts";

type Seen = { readonly url: string; readonly key: string; readonly authorization: string; readonly body: unknown };
type Script = (response: ServerResponse, request: IncomingMessage) => void;

const sentAddress = z.object({ address: z.string(), port: z.number() });

/** Plays the mail API on loopback: reads the whole request, then does what the test says. */
class MailApi {
  readonly seen: Seen[] = [];
  script: Script = answer(200, { id: "49a3999c-0ce1-4ea6-ab68-afcd6dc2e794" });
  readonly #server: Server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += String(part);
    const header = (name: string) => String(request.headers[name] ?? "");
    this.seen.push({
      url: request.url ?? "",
      key: header("idempotency-key"),
      authorization: header("authorization"),
      body: JSON.parse(text),
    });
    this.script(response, request);
  });

  async open(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${sentAddress.parse(this.#server.address()).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Script {
  return (response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}

function failure(statusCode: number, name: string) {
  return { statusCode, name, message: "said by the API" };
}

describe("the Resend transport", () => {
  let api: MailApi;
  let baseUrl: string;

  beforeEach(async () => {
    api = new MailApi();
    baseUrl = await api.open();
  });

  afterEach(() => api.close());

  const send = (mail = sampleMail()) => resendTransport({ apiKey: "re_test", baseUrl }, 400)(mail);

  it("hands over one mail to one bare address, under the mail's id", async () => {
    const mail = sampleMail();
    expect(await send(mail)).toEqual({ state: "sent" });
    expect(api.seen).toEqual([
      {
        url: "/emails",
        key: mail.mailId,
        authorization: "Bearer re_test",
        body: {
          from: mail.from,
          to: "ada@example.org",
          reply_to: mail.replyTo,
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          headers: { "Auto-Submitted": "auto-generated" },
        },
      },
    ]);
  });

  it("takes a base address with a slash at its end", async () => {
    const sent = await resendTransport({ apiKey: "re_test", baseUrl: `${baseUrl}/` })(sampleMail());
    expect(sent).toEqual({ state: "sent" });
    expect(api.seen[0]?.url).toBe("/emails");
  });

  it.each([400, 403, 404, 422])("takes %i as final", async (status) => {
    api.script = answer(status, failure(status, "validation_error"));
    expect(await send()).toEqual({ state: "refused", reason: `resend ${status}` });
  });

  it.each([408, 425, 500, 503])("takes %i as passing", async (status) => {
    api.script = answer(status, failure(status, "application_error"));
    expect(await send()).toEqual({ state: "later", reason: `resend ${status}` });
  });

  it("believes the status of the answer, whatever its body says", async () => {
    api.script = answer(422, { message: "said by a proxy" });
    expect(await send()).toEqual({ state: "refused", reason: "resend 422" });
    api.script = answer(503, failure(422, "validation_error"));
    expect(await send()).toEqual({ state: "later", reason: "resend 503" });
  });

  it("waits as long as the API asks", async () => {
    api.script = answer(429, failure(429, "rate_limit_exceeded"), { "Retry-After": "30" });
    expect(await send()).toEqual({ state: "later", reason: "resend 429", retryAfterSeconds: 30 });
  });

  it("takes the refusal of a used key with another content as already accepted", async () => {
    api.script = answer(409, failure(409, "invalid_idempotent_request"));
    expect(await send()).toEqual({ state: "sent" });
  });

  it("tries again when the same key is being worked on", async () => {
    api.script = answer(409, failure(409, "concurrent_idempotent_requests"));
    expect(await send()).toEqual({ state: "later", reason: "resend 409" });
  });

  it("is accepted once when the answer to the first try was lost", async () => {
    const accepted = new Map<string, string>();
    let lost = false;
    api.script = (response, request) => {
      const key = String(request.headers["idempotency-key"]);
      if (!accepted.has(key)) accepted.set(key, "49a3999c-0ce1-4ea6-ab68-afcd6dc2e794");
      if (lost) return answer(200, { id: accepted.get(key) })(response, request);
      lost = true;
      request.socket.resetAndDestroy();
    };
    expect(await send()).toEqual({ state: "later", reason: "resend unreachable" });
    expect(await send()).toEqual({ state: "sent" });
    expect(accepted.size).toBe(1);
  });

  it("gives up a try that hangs", async () => {
    api.script = () => {};
    expect(await send()).toEqual({ state: "later", reason: "resend unreachable" });
  });

  it("tries again when the answer is no JSON, or holds no id", async () => {
    api.script = (response) => response.writeHead(502, { "Content-Type": "text/html" }).end("<h1>Bad gateway</h1>");
    expect(await send()).toEqual({ state: "later", reason: "resend 502" });
    api.script = answer(200, null);
    expect(await send()).toEqual({ state: "later", reason: "resend unreachable" });
  });

  it("follows no redirect", async () => {
    api.script = answer(307, {}, { Location: "/elsewhere" });
    expect(await send()).toEqual({ state: "later", reason: "resend unreachable" });
    expect(api.seen.map(({ url }) => url)).toEqual(["/emails"]);
  });

  it("tries again when nobody listens", async () => {
    const transport = resendTransport({ apiKey: "re_test", baseUrl: "http://127.0.0.1:1" });
    expect(await transport(sampleMail())).toEqual({ state: "later", reason: "resend unreachable" });
  });
});
