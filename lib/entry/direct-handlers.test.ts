import { createServer, type Server } from "node:http";
import { afterEach, beforeAll, expect, test } from "vitest";
import { handOn } from "#lib/env.ts";
import { handOver, withDirectHandlers } from "./direct-handlers.ts";

const servers: Server[] = [];
afterEach(() => void servers.splice(0).map((server) => server.close()));

beforeAll(() => {
  handOn({ APP_URL: "http://localhost:3000" });
  handOver({ "/api/echo/": { GET: echo, HEAD: echo, POST: echo }, "/api/items/{id}/": { GET: echo } });
});

async function echo(request: Request): Promise<Response> {
  const { method, url, headers } = request;
  const answer = Response.json(
    { method, url, sent: headers.get("x-sent"), body: await request.text() },
    { status: 201 },
  );
  answer.headers.append("set-cookie", "a=1");
  answer.headers.append("set-cookie", "b=2");
  return answer;
}

async function ask(path: string, init: RequestInit = {}) {
  const handle = withDirectHandlers((_request, response) => void response.writeHead(404).end("through Next"));
  const server = createServer((request, response) => void handle(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

test("an endpoint gets the request whole, at our own address, and its answer goes out whole", async () => {
  const init = { method: "POST", body: "ä".repeat(20_000), headers: { "x-sent": "yes", host: "elsewhere.example" } };
  const { status, headers, text } = await ask("/api/echo/?a=b", init);
  expect(status).toBe(201);
  expect(JSON.parse(text)).toEqual({
    method: "POST",
    url: "http://localhost:3000/api/echo/?a=b",
    sent: "yes",
    body: init.body,
  });
  expect(headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(headers.get("content-type")).toBe("application/json");
  expect(headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
});

test("the closing slash may be missing", async () => {
  expect((await ask("/api/echo")).status).toBe(201);
});

test("HEAD has no body", async () => {
  expect(await ask("/api/echo/", { method: "HEAD" })).toMatchObject({ status: 201, text: "" });
});

test.each([
  ["a method without a handler", "/api/echo/", "PUT"],
  ["a path with a place", "/api/items/7/", "GET"],
  ["the pattern of such a path", "/api/items/{id}/", "GET"],
  ["another spelling", "/api/%65cho/", "GET"],
  ["another case", "/api/Echo/", "GET"],
  ["a doubled slash", "/api//echo/", "GET"],
])("%s is left to Next", async (_what, path, method) => {
  expect(await ask(path, { method })).toMatchObject({ status: 404, text: "through Next" });
});
