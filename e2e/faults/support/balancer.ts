import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** Names the replica a request is for, by its index; without it they take turns. */
export const replicaHeader = "x-test-replica";

/** What stands in front of several replicas: an HTTP proxy that takes turns and passes over one that refuses connections. */
export type Balancer = { readonly close: () => Promise<void> };

/** Listens on 127.0.0.1; the replicas listen on the same port of `hosts`, so that all have one and the same address. */
export async function startBalancer(port: number, hosts: readonly string[]): Promise<Balancer> {
  let turn = 0;
  const server = createServer((request, response) => {
    const asked = request.headers[replicaHeader];
    delete request.headers[replicaHeader];
    const first = asked === undefined ? turn++ : Number(asked);
    const order = hosts.map((_host, index) => hosts[(first + index) % hosts.length] ?? "");
    const tried = asked === undefined ? order : order.slice(0, 1);
    void read(request).then((body) => pass({ request, response, body, port }, tried));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { close: () => new Promise((resolve) => server.close(() => resolve()) && server.closeAllConnections()) };
}

type Passing = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly port: number;
};

/** Only a refused connection is tried elsewhere: anything later may have had its effect. */
function pass(passing: Passing, [host, ...others]: readonly string[]): void {
  const { request, response, body, port } = passing;
  if (host === undefined) return void response.writeHead(502).end("no replica");
  const { method = "GET", url = "/", headers } = request;
  const sent = ask({ host, port, method, path: url, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
    answer.once("error", () => response.destroy());
  });
  sent.once("error", (error) => {
    if ("code" in error && error.code === "ECONNREFUSED") pass(passing, others);
    else response.destroy();
  });
  sent.end(body);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
