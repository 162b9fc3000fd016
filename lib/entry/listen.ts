import { createServer, type Server } from "node:net";
import { StartFault } from "#lib/env/fault.ts";
import { isOneOf } from "./system-error.ts";

/** Where to listen; without hosts on every address of the machine. */
export type Listening = { readonly port: number; readonly hosts: readonly string[] };

/**
 * Listens, on each host with a server of its own. Only IPv6's loopback may be missing. Throws `StartFault` when the port is
 * taken or not allowed.
 */
export async function listen<Kind extends Server>(
  make: () => Kind,
  { port, hosts }: Listening,
): Promise<readonly Kind[]> {
  const servers: Kind[] = [];
  for (const host of hosts.length > 0 ? hosts : [undefined]) {
    const server = make();
    try {
      await opened(server, port, host);
      servers.push(server);
    } catch (error) {
      const isMissing = isOneOf(error, ["EADDRNOTAVAIL", "EAFNOSUPPORT"]);
      if (isMissing && host === "::1" && servers.length > 0) continue;
      for (const other of servers) other.close();
      throw portFault(error, port);
    }
  }
  return servers;
}

/** Throws `StartFault` when nobody could listen there now. */
export async function probePort(listening: Listening): Promise<void> {
  const servers = await listen(() => createServer(), listening);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
}

function opened(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

function portFault(error: unknown, port: number): unknown {
  if (isOneOf(error, ["EADDRINUSE"])) {
    return new StartFault(`Port ${port} is already in use: stop what listens there, or choose another with PORT.`);
  }
  if (isOneOf(error, ["EACCES"])) {
    return new StartFault(`Port ${port} may not be used by this user: choose one above 1023 with PORT.`);
  }
  if (isOneOf(error, ["EADDRNOTAVAIL"]))
    return new StartFault("This machine does not have the address that BIND names.");
  return error;
}
