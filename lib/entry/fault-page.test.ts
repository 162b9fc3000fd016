import { createServer, type RequestListener, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { withFaultPage } from "./fault-page.ts";

const servers: Server[] = [];
afterEach(() => void servers.splice(0).map((server) => server.close()));

async function ask(application: RequestListener, { path = "/account", method = "GET", headers = {} } = {}) {
  const handle = withFaultPage(application);
  const server = createServer((request, response) => void handle(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const blank = gzipSync("<!doctype html><html id=__next_error__></html>");

const failing: RequestListener = (_request, response) => {
  response.statusCode = 500;
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Content-Encoding", "gzip");
  response.setHeader("Content-Length", blank.length);
  response.setHeader("Set-Cookie", "a=b");
  response.write(blank.subarray(0, 10));
  response.end(blank.subarray(10));
};

test("a page that could not be made says so in words, with ways on, and needs no script", async () => {
  const { status, text, headers } = await ask(failing);
  expect(status).toBe(500);
  expect(text).toContain("<h1>The server could not show this page.</h1>");
  expect(text).toContain('href="">Try again</a>');
  expect(text).toContain('<a href="/">Go to the start</a>');
  expect(text).not.toContain("<script");
  expect(headers.get("content-encoding")).toBeNull();
  expect(headers.get("set-cookie")).toBe("a=b");
});

test("it has the language and the colours that were chosen in this browser", async () => {
  const { text } = await ask(failing, { headers: { cookie: "locale=ar; theme=dark" } });
  expect(text).toContain('<html lang="ar" dir="rtl">');
  expect(text).toContain('<meta name="color-scheme" content="dark">');
});

test("also where the headers are written at once, and to whoever asks only for them", async () => {
  const atOnce: RequestListener = (_request, response) => {
    response.writeHead(503, { "content-type": "text/html" });
    response.end("blank");
  };
  expect((await ask(atOnce)).text).toContain("<h1>");
  expect(await ask(atOnce, { method: "HEAD" })).toMatchObject({ status: 503, text: "" });
});

test.each([
  { what: "a page that was made", status: 200, type: "text/html", path: "/account" },
  { what: "a page that is not there", status: 404, type: "text/html", path: "/nothing" },
  { what: "data", status: 500, type: "application/json", path: "/manifest.webmanifest" },
  { what: "an answer of the API", status: 500, type: "text/html", path: "/api/docs" },
])("$what leaves as it is", async ({ status, type, path }) => {
  const own: RequestListener = (_request, response) => {
    response.writeHead(status, { "content-type": type });
    response.write("as it ");
    response.end("is");
  };
  expect(await ask(own, { path })).toMatchObject({ status, text: "as it is" });
});
