import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** Becomes a number of eight digits that no other request of the source has. */
export const numberMark = "{number}";

/** Requests of one kind, written out. */
export type Source = {
  readonly name: string;
  readonly requests: readonly string[];
  /** How many of every hundred in a mixed load; 1 where there is one kind. */
  readonly weight: number;
  /** Each request may be sent once; the load ends when they have run out. */
  readonly isOnce?: boolean;
};

/** What the load process is to do. */
export type Plan = {
  readonly port: number;
  readonly connections: number;
  readonly warmSeconds: number;
  readonly seconds: number;
  readonly sources: readonly Source[];
};

/** What it measured of one kind: answers below 400 a second, and their times in ms. */
export type Figure = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
  readonly statuses: Readonly<Record<string, number>>;
};

/** By the name of the source. */
export type Figures = Readonly<Record<string, Figure>>;

/** Runs a plan in a process of its own. */
export async function runLoad(plan: Plan): Promise<Figures> {
  const child = fork(path.join(import.meta.dirname, "load.ts"), { execArgv: ["--conditions=react-server"] });
  child.send(JSON.stringify(plan));
  const [message] = await once(child, "message");
  child.disconnect();
  return JSON.parse(String(message));
}

/** The same for a single kind of request. Throws when nothing, or less than nine in ten, was answered below 400. */
export async function measure(plan: Omit<Plan, "sources"> & { readonly source: Source }): Promise<Figure> {
  const { source, ...rest } = plan;
  const figure = (await runLoad({ ...rest, sources: [source] }))[source.name];
  const all = Object.values(figure?.statuses ?? {}).reduce((sum, count) => sum + count, 0);
  if (!figure || figure.count < all * 0.9) throw new Error(`${source.name}: ${JSON.stringify(figure?.statuses)}`);
  return figure;
}

/** An address of its own for each of 65 536 people, as their proxy would tell it. */
export function addressOf(index: number): string {
  return `10.${(index >> 8) & 255}.${index & 255}.7`;
}

/** A request written out as it goes over the wire. */
export function request(
  target: string,
  port: number,
  { headers = {}, body }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: object } = {},
): string {
  const text = body === undefined ? "" : JSON.stringify(body);
  const all = {
    Host: `localhost:${port}`,
    Accept: "application/json",
    ...headers,
    ...(body === undefined ? {} : { "Content-Type": "application/json", "Content-Length": String(text.length) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${text}`;
}
