import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { z } from "zod";

/** The figures that this process counts itself; those that are read when asked are added by `readWhenAsked`. */
export type Figures = {
  readonly registry: Registry;
  readonly requests: Histogram<"method" | "route" | "status">;
  readonly events: Counter<"event">;
};

// On globalThis: Next bundles this file more than once, and a process has one set of figures.
const key = Symbol.for("latchkey.metrics");
const holder: typeof globalThis & { [key]?: Figures } = globalThis;

/** The figures of this process; made, with those of the process itself, when they are first asked for. */
export function figures(): Figures {
  holder[key] ??= make();
  return holder[key];
}

function make(): Figures {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: "latchkey_http_request_duration_seconds",
      help: "Answers, by method, route and status; files of the build are not counted.",
      labelNames: ["method", "route", "status"],
      // Reads take a few milliseconds, logins a hash and what waits before it, three seconds at most.
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    events: new Counter({
      name: "latchkey_events_total",
      help: "Log lines by their event, whether or not LOG_LEVEL lets them be written.",
      labelNames: ["event"],
      registers,
    }),
  };
}

/** One figure that is read when somebody asks. */
export type Reading = { readonly labels?: Readonly<Record<string, string>>; readonly value: number };

/** A gauge that `read` fills at every question. `across`: how the figures of several processes become one. */
export type ReadGauge = {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  readonly across: "sum" | "max";
  readonly read: () => readonly Reading[] | Promise<readonly Reading[]>;
};

/** Adds a gauge to this process's figures; once for each name. */
export function readWhenAsked({ name, help, labels = [], across, read }: ReadGauge): void {
  const gauge = new Gauge({
    name,
    help,
    labelNames: [...labels],
    aggregator: across,
    registers: [figures().registry],
    collect: async () => {
      gauge.reset();
      // A question must not fail because one of its answers does: the database may be what is broken.
      const readings = await Promise.resolve(read()).catch(() => []);
      for (const { labels: of = {}, value } of readings) gauge.set({ ...of }, value);
    },
  });
}

/** This process's figures as one line of JSON, for adding up. */
export async function figuresAsJson(): Promise<string> {
  return JSON.stringify(await figures().registry.getMetricsAsJSON());
}

const exported = z.array(z.looseObject({ name: z.string() }));

/** Adds up the figures of several processes and writes them in Prometheus' text format (0.0.4). */
export async function writeFigures(processes: readonly string[]): Promise<string> {
  const parsed = processes.map((text) => exported.parse(JSON.parse(text)));
  return AggregatorRegistry.aggregate(parsed).metrics();
}

/** The content type of `writeFigures`. */
export const figuresType = Registry.PROMETHEUS_CONTENT_TYPE;
