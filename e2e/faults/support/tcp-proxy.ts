import { createConnection, createServer, type Socket } from "node:net";

/** How a line misbehaves. `delay` holds back what the server says; `drop` cuts after so many bytes of it. */
export type LineFault =
  | { readonly kind: "pass" }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "drop"; readonly afterBytes: number }
  /** Nothing arrives any more, in either direction, and nothing is closed. */
  | { readonly kind: "blackhole" }
  /** Whoever connects is thrown out, and so is everybody who is connected. */
  | { readonly kind: "reset" };

/** A line between two programs on the loopback that can be made to fail. */
export type TcpProxy = {
  readonly port: number;
  /** From now on, for the open connections and for new ones. */
  become(fault: LineFault): void;
  /** Cuts every open connection, once. */
  cut(): void;
  close(): Promise<void>;
};

/** Starts one on a free port; `targetPort` is on 127.0.0.1. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  const line: { fault: LineFault } = { fault: { kind: "pass" } };
  const server = createServer((near) => {
    const far = createConnection({ host: "127.0.0.1", port: targetPort });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.once("close", () => [near, far].forEach((end) => void open.delete(end.destroy())));
    }
    if (line.fault.kind === "reset") return void near.resetAndDestroy();
    near.on("data", (chunk: Buffer) => void (line.fault.kind !== "blackhole" && far.write(chunk)));
    far.on("data", (chunk: Buffer) => answer(near, chunk, line));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const cut = () => open.forEach((socket) => void socket.resetAndDestroy());
  return {
    port: address && typeof address === "object" ? address.port : 0,
    become(fault) {
      line.fault = fault;
      if (fault.kind === "reset") cut();
    },
    cut,
    close: () => new Promise((resolve) => server.close(() => resolve()) && cut()),
  };
}

function answer(near: Socket, chunk: Buffer, line: { fault: LineFault }): void {
  const { fault } = line;
  if (fault.kind === "pass") near.write(chunk);
  if (fault.kind === "delay") setTimeout(() => near.writable && near.write(chunk), fault.ms);
  if (fault.kind !== "drop") return;
  near.write(chunk.subarray(0, fault.afterBytes));
  const left = fault.afterBytes - chunk.length;
  line.fault = left > 0 ? { kind: "drop", afterBytes: left } : { kind: "pass" };
  if (left <= 0) near.resetAndDestroy();
}
