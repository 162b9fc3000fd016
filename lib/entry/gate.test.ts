import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maxBodyBytes } from "./gate.ts";
import { atOnce, call, closeGate, openGate, port, raw, seen } from "./gate-stage.ts";

beforeAll(openGate);
afterAll(closeGate);

const lastSeen = () => seen.at(-1)?.headers ?? {};

describe("what the application gets to see", () => {
  test("the client's address comes from the socket, whatever the client wrote", async () => {
    for (const name of ["x-forwarded-for", "x-real-ip", "x-latchkey-client", "forwarded", "X-Forwarded-Host"]) {
      await call("/", { headers: { [name]: "9.9.9.9" } });
      expect(lastSeen()["x-latchkey-client"]).toBe("127.0.0.1");
      expect(lastSeen()["x-forwarded-for"]).toBe("127.0.0.1");
      expect(JSON.stringify(lastSeen())).not.toContain("9.9.9.9");
    }
  });

  test.each([
    ...["x-middleware-subrequest", "x-nextjs-data", "x-now-route-matches", "x-invoke-path", "x-matched-path"],
    ...[
      "next-resume",
      "next-action",
      "content-security-policy-report-only",
      "x-latchkey-anything",
      "x-forwarded-prefix",
    ],
  ])("%s of a client does not get through", async (name) => {
    await call("/", { headers: { [name]: "forged" } });
    expect(JSON.stringify(lastSeen())).not.toContain("forged");
  });

  test.each(["x-forwarded-for", "x-forwarded-proto", "forwarded", "via"])(
    "%s marks a request as proxied",
    async (name) => {
      await call("/", { headers: { [name]: "a" } });
      expect(lastSeen()["x-latchkey-proxied"]).toBe("1");
      await call("/", { headers: { "x-latchkey-proxied": "1" } });
      expect(lastSeen()["x-latchkey-proxied"]).toBeUndefined();
    },
  );

  test("request and answer carry the same id and the same policy, new each time", async () => {
    const first = await call("/", { headers: { "content-security-policy": "script-src 'nonce-forged'" } });
    expect(lastSeen()["x-latchkey-request-id"]).toBe(first.headers["x-request-id"]);
    expect(lastSeen()["content-security-policy"]).toBe(first.headers["content-security-policy"]);
    expect(first.headers["content-security-policy"]).toContain(`'nonce-${String(lastSeen()["x-latchkey-nonce"])}'`);
    const second = await call("/");
    expect(second.headers["content-security-policy"]).not.toBe(first.headers["content-security-policy"]);
    expect(second.headers["x-request-id"]).not.toBe(first.headers["x-request-id"]);
  });
});

describe("every answer", () => {
  test.each([
    ["/", 200],
    ["/nope", 404],
    ["/api/throws", 500],
    ["//evil.example/", 400],
    ["/nope/%E0%A4%A", 400],
    ["/x/../activate/key", 400],
    ["/x/%2E%2e/activate/key", 400],
    ["/./account", 400],
  ])("%s (%i) has the security headers and is stored nowhere", async (path, status) => {
    const { headers, ...answer } = await call(path);
    expect(answer.status).toBe(status);
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; /);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
    });
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["strict-transport-security"]).toBeUndefined();
  });

  test("files of the build may be kept, link pages name no referrer", async () => {
    expect((await call("/_next/static/a.js")).headers["cache-control"]).toBe("public, max-age=60");
    expect((await call("/verify-user?signature=s")).headers["referrer-policy"]).toBe("no-referrer");
  });

  test("a bug is a 500 with the request's id and nothing else", async () => {
    const { body, headers } = await call("/api/throws");
    expect(JSON.parse(body)).toEqual({ detail: "A server error occurred.", request_id: headers["x-request-id"] });
  });
});

describe("what goes no further", () => {
  test.each(["evil.example", "localhost:1", "localhost"])("Host %s is misdirected", async (host) => {
    const before = seen.length;
    expect((await call("/api/x", { headers: { host } })).status).toBe(421);
    expect(seen).toHaveLength(before);
  });

  test("two Host headers, a full address as target and none at all are refused", async () => {
    const own = `Host: localhost:${port}\r\n`;
    expect(await raw(`GET / HTTP/1.1\r\n${own}${own}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421/);
    expect(await raw(`GET http://evil.example/ HTTP/1.1\r\n${own}Connection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 400/,
    );
    expect(await raw("nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400[\s\S]*nosniff/);
  });

  test("no Host at all is misdirected, and an expectation that nobody can meet is refused: as whole answers of ours", async () => {
    const before = seen.length;
    const end = "Connection: close\r\n\r\n";
    const own = `Host: localhost:${port}\r\n`;
    for (const [status, answer] of [
      [421, await raw(`GET /api/x HTTP/1.1\r\n${end}`)],
      [417, await raw(`GET /api/x HTTP/1.1\r\n${own}Expect: foo\r\n${end}`)],
      [417, await raw(`POST /api/x HTTP/1.1\r\n${own}Expect: foo\r\nContent-Length: 3\r\n\r\n`)],
    ] as const) {
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(answer).toMatch(/^Connection: close\r$/m);
      expect(answer).toMatch(/^X-Content-Type-Options: nosniff\r$/m);
      expect(answer).toMatch(/^X-Request-Id: [0-9a-f]{16}\r$/m);
      expect(answer).toMatch(/\r\n\r\n\{"detail":"[^"]+"\}$/);
    }
    expect(seen).toHaveLength(before);
  });

  test("TRACE and CONNECT are not allowed, and pages take no writes", async () => {
    expect(await call("/", { method: "TRACE" })).toMatchObject({ status: 405 });
    expect(await raw(`CONNECT a:1 HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 405/);
    expect(await call("/login", { method: "POST" })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
    expect((await call("/api/x", { method: "POST" })).status).toBe(200);
  });

  test("an upgrade is answered as the plain request it also is", async () => {
    const headers = { upgrade: "websocket", connection: "Upgrade", "sec-websocket-key": "x" };
    expect((await call("/", { headers })).status).toBe(200);
    expect(lastSeen()["upgrade"]).toBeUndefined();
  });

  test("a hundred requests that come in one breath are answered one after the other", async () => {
    const one = (last: string) => `GET /slow HTTP/1.1\r\nHost: localhost:${port}\r\n${last}\r\n`;
    const answers = await raw(one("").repeat(99) + one("Connection: close\r\n"));
    expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(100);
    expect(atOnce.most).toBe(1);
  });

  test("headers above 16 KiB are too large", async () => {
    const bytes = `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX-Long: ${"a".repeat(17_000)}\r\n\r\n`;
    expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 431/);
  });
});

describe("bodies", () => {
  const chunked = { "transfer-encoding": "chunked" };

  test.each([{}, chunked])("one of exactly the limit arrives whole (%j)", async (headers) => {
    const body = "a".repeat(maxBodyBytes);
    expect((await call("/api/x", { method: "POST", headers, body })).status).toBe(200);
    expect(seen.at(-1)?.body).toBe(body);
  });

  test.each([{}, chunked])("one byte more is 413, and the application never sees it (%j)", async (headers) => {
    const before = seen.length;
    const answer = await call("/api/x", { method: "POST", headers, body: "a".repeat(maxBodyBytes + 1) });
    expect(answer).toMatchObject({ status: 413, body: '{"detail":"Request body is too large."}' });
    expect(seen).toHaveLength(before);
  });

  test.each(["gzip", "br", "identity, gzip", "x-unknown"])(
    "one packed as %s is 415, says what would be taken, and the application never sees it",
    async (encoding) => {
      const before = seen.length;
      const packed = { method: "POST", headers: { "content-encoding": encoding }, body: gzipSync("{}") };
      expect(await call("/api/x", packed)).toMatchObject({ status: 415, headers: { "accept-encoding": "identity" } });
      expect(seen).toHaveLength(before);
    },
  );

  test.each(["", "identity", "Identity"])("one packed as %j arrives", async (encoding) => {
    const plain = { method: "POST", headers: { "content-encoding": encoding }, body: "plain" };
    expect([(await call("/api/x", plain)).status, seen.at(-1)?.body]).toEqual([200, "plain"]);
  });

  test("a client that asks first is told at once that it is too large", async () => {
    const head = `POST /api/x HTTP/1.1\r\nHost: localhost:${port}\r\nExpect: 100-continue\r\n`;
    expect(await raw(`${head}Content-Length: 70000\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413/);
    expect(await raw(`${head}Content-Length: 1\r\nConnection: close\r\n\r\na`)).toMatch(
      /^HTTP\/1\.1 100[\s\S]*HTTP\/1\.1 200/,
    );
  });

  test("a client that goes away in the middle of its body is forgotten", async () => {
    const before = seen.length;
    const socket = connect(port, "127.0.0.1");
    socket.write(`POST /api/x HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 10\r\n\r\nabc`, () =>
      socket.destroy(),
    );
    await new Promise((resolve) => socket.once("close", resolve));
    expect((await call("/api/x", { method: "POST", body: "whole" })).status).toBe(200);
    expect(seen).toHaveLength(before + 1);
  });

  test("two requests on one connection keep their bodies apart", async () => {
    const one = (body: string, last: string) =>
      `POST /api/x HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: ${body.length}\r\n${last}\r\n${body}`;
    await raw(one("first", "") + one("second", "Connection: close\r\n"));
    expect(seen.slice(-2).map(({ body }) => body)).toEqual(["first", "second"]);
  });
});
