import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { handOn } from "#lib/env.ts";
import { type Ask, askJson, maxAnswerBytes } from "./ask-json.ts";

const servers: Server[] = [];

async function serverThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
}

const ask = (withinMs = 5_000): Ask => ({ signal: AbortSignal.timeout(withinMs), mayBePrivate: false });

beforeEach(() => handOn({ APP_URL: "http://localhost:3000" }));
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

describe("askJson", () => {
  test("reads what is asked for by GET, by form and by JSON", async () => {
    const url = await serverThat((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        response.writeHead(201).end(JSON.stringify([request.method, request.headers["content-type"], text]));
      });
    });
    expect(await askJson(url, ask())).toEqual({ status: 201, body: ["GET", null, ""] });
    const form = await askJson(url, { ...ask(), form: { a: "1 2" } });
    expect(form.body).toEqual(["POST", "application/x-www-form-urlencoded", "a=1+2"]);
    const json = await askJson(url, { ...ask(), json: { a: 1 } });
    expect(json.body).toEqual(["POST", "application/json", '{"a":1}']);
  });

  test("answers undefined for a body that is no JSON, whatever it calls itself", async () => {
    const url = await serverThat((_request, response) => response.end("<html>"));
    expect(await askJson(url, ask())).toEqual({ status: 200, body: undefined });
  });

  test("follows no redirect", async () => {
    let asked = 0;
    const url = await serverThat((_request, response) => {
      asked += 1;
      response.writeHead(302, { location: "/again" }).end();
    });
    await expect(askJson(url, ask())).rejects.toThrow("a redirect");
    expect(asked).toBe(1);
  });

  test("stops reading an answer without end", async () => {
    const url = await serverThat((_request, response) => {
      const more = () => void response.write("x".repeat(maxAnswerBytes / 4), () => response.destroyed || more());
      more();
    });
    await expect(askJson(url, ask())).rejects.toThrow("an answer without end");
  });

  test.each<[string, RequestListener]>([
    ["never begins", () => {}],
    ["begins and never ends", (_request, response) => response.writeHead(200).write("{")],
    [
      "drips",
      (_request, response) => {
        const timer = setInterval(() => response.write(" "), 5);
        response.on("close", () => clearInterval(timer));
      },
    ],
  ])("gives up in time when an answer %s", async (_how, answers) => {
    await expect(askJson(await serverThat(answers), ask(150))).rejects.toThrow("no answer in time");
  });

  test("says so when nobody answers or the connection breaks", async () => {
    const url = await serverThat((request) => request.socket.destroy());
    await expect(askJson(url, ask())).rejects.toThrow("no answer");
    await expect(askJson("http://127.0.0.1:1", ask())).rejects.toThrow("no answer");
  });

  test.each(["ftp://example.org", "file:///etc/passwd", "http://example.org", "nonsense"])(
    "never asks %s",
    async (url) => {
      await expect(askJson(url, ask())).rejects.toThrow("may not be asked");
    },
  );
});

describe("in public mode", () => {
  beforeEach(() => {
    handOn({
      APP_URL: "https://app.example.org",
      SECRET_KEY: Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256)).toString("base64"),
      MAIL_TRANSPORT: "smtp",
      SMTP_URL: "smtp://mail.example.org:587",
      VERIFICATION_FROM_EMAIL: "accounts@example.org",
    });
  });

  test("loopback is not asked by http", async () => {
    const url = await serverThat((_request, response) => response.end("{}"));
    await expect(askJson(url, { ...ask(), mayBePrivate: true })).rejects.toThrow("may not be asked");
  });

  test.each(["https://127.0.0.1:9", "https://[::1]:9", "https://169.254.169.254/latest", "https://localhost:9"])(
    "%s is refused, written as an address or found by its name",
    async (url) => {
      await expect(askJson(url, ask())).rejects.toThrow(/a private address|no answer/);
      await expect(askJson(url, ask())).rejects.toSatisfy((error) => isAboutPrivacy(error));
    },
  );

  test("a private host is asked where the operator named it", async () => {
    await expect(askJson("https://127.0.0.1:1", { ...ask(), mayBePrivate: true })).rejects.toSatisfy(
      (error) => !isAboutPrivacy(error),
    );
  });
});

function isAboutPrivacy(error: unknown): boolean {
  return error instanceof Error && (error.message === "a private address" || isAboutPrivacy(error.cause));
}
