import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** Names the replica a request is for, by its index; without it they take turns. */
export const replicaHeader = "x-test-replica";

/** What stands in front of several replicas: an HTTP proxy that takes turns among those that say they are ready. */
export type Balancer = {
  /** Whether it sends requests to this one: as its last check found it. */
  isInTurn(host: string): boolean;
  close(): Promise<void>;
};

/** Listens on 127.0.0.1; the replicas listen on the same port of `hosts`, so that all have one and the same address. */
export async function startBalancer(port: number, hosts: readonly string[]): Promise<Balancer> {
  let turn = 0;
  const resting = new Set<string>();
  const check = async (host: string) => {
    if ((await readinessAt({ host, port })) === 200) resting.delete(host);
    else resting.add(host);
  };
  const checks = setInterval(() => hosts.forEach((host) => void check(host)), 200);
  const server = createServer((request, response) => {
    const asked = request.headers[replicaHeader];
    delete request.headers[replicaHeader];
    const first = asked === undefined ? turn++ : Number(asked);
    const order = hosts.map((_host, index) => hosts[(first + index) % hosts.length] ?? "");
    const awake = order.filter((host) => !resting.has(host));
    const tried = asked === undefined ? awake : order.slice(0, 1);
    void read(request).then((body) => pass({ request, response, body, port }, tried));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    isInTurn: (host) => !resting.has(host),
    close: () => {
      clearInterval(checks);
      return new Promise((resolve) => server.close(() => resolve()) && server.closeAllConnections());
    },
  };
}

/** The status of `/api/health/ready/` there, under the address all of them share; 0 where nobody listens. */
export function readinessAt({ host, port }: { readonly host: string; readonly port: number }): Promise<number> {
  return new Promise((resolve) => {
    const headers = { host: `localhost:${port}` };
    const sent = ask({ host, port, path: "/api/health/ready/", headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.once("error", () => resolve(0));
    sent.end();
  });
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
