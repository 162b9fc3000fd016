import cluster from "node:cluster";
import { passMetricsOn } from "./metrics-exchange.ts";

if (cluster.isPrimary) {
  // Before the question is passed on, and so that nobody has noticed yet: this process is busy while the worker dies.
  cluster.on("message", (worker) => {
    worker.process.kill("SIGKILL");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  });
  passMetricsOn();
  cluster.fork().once("exit", () => setTimeout(() => process.exit(0), 50));
} else {
  process.send?.({ metrics: "ask", id: "1" });
}
