// A service of two workers that answer with their id, for tests: `node deal-stage.ts <port>`, with a channel to the parent.
import cluster from "node:cluster";
import { createServer } from "node:http";
import { makeDealer } from "./deal-connections.ts";
import { takeConnections } from "./take-connections.ts";

if (cluster.isPrimary) {
  const dealer = makeDealer();
  const ready = () =>
    new Promise<void>((resolve) => {
      const worker = cluster.fork();
      worker.on("message", (word) => "ready" in word && resolve());
      worker.once("exit", () => void ready());
    });
  process.once("disconnect", () => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGKILL");
    process.exit();
  });
  await Promise.all([ready(), ready()]);
  await dealer.open({ port: Number(process.argv[2]), hosts: ["127.0.0.1"] });
  process.send?.("open");
} else {
  const { close } = takeConnections(
    createServer({ headersTimeout: 300, connectionsCheckingInterval: 50 }, (request, response) => {
      if (request.url === "/leave") void close();
      if (request.url === "/hang") for (const end = Date.now() + 1_000; Date.now() < end; );
      response.end(String(process.pid));
    }),
  );
  process.send?.({ ready: true }, undefined, undefined, () => {});
}
