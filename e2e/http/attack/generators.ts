import { gzipSync } from "node:zlib";
import { z } from "zod";
import { carry } from "./carry.ts";
import type { AttackCase, Generator } from "./corpus.ts";
import { baseFields, type Draft } from "./draft.ts";
import { fill } from "./placeholders.ts";
import { makeToken, mutatedSession } from "./tokens.ts";
import type { World } from "./world.ts";

/** One case on its way into a request. */
export type Making = { readonly world: World; readonly draft: Draft; readonly attack: AttackCase };

const repeatShape = z.object({ unit: z.string(), count: z.int(), prefix: z.string(), suffix: z.string() });
const nestShape = z.object({ open: z.string(), mid: z.string().default(""), close: z.string(), depth: z.int() });

/** The text a value-making rule stands for. Throws on a rule it does not know. */
export function generatedValue(gen: Generator): string | Uint8Array {
  switch (gen.rule) {
    case "repeat": {
      const { unit, count, prefix, suffix } = repeatShape.parse(gen);
      return prefix + unit.repeat(count) + suffix;
    }
    case "nest": {
      const { open, mid, close, depth } = nestShape.parse(gen);
      return open.repeat(depth) + mid + close.repeat(depth);
    }
    case "hex":
      return Buffer.from(z.object({ hex: z.string() }).parse(gen).hex, "hex");
    default:
      throw new Error(`No value can be made by the rule "${gen.rule}".`);
  }
}

const values = ["repeat", "nest", "hex"];

/** Lets a rule make its request. Throws on a rule it does not know. */
export async function generate(making: Making, gen: Generator): Promise<void> {
  if (values.includes(gen.rule)) return carryValue(making, generatedValue(gen));
  const rule = rules[gen.rule];
  if (rule === undefined) throw new Error(`No request can be made by the rule "${gen.rule}".`);
  await rule(making, gen);
}

async function carryValue({ world, draft, attack }: Making, value: string | Uint8Array): Promise<void> {
  if (typeof value === "string") return carry(world, draft, { carrier: attack.carrier, input: value });
  draft.raw = { body: value, contentType: attack.carrier.content_type ?? null };
}

type Rule = (making: Making, gen: Generator) => Promise<void> | void;

const rules: Readonly<Record<string, Rule>> = {
  async keys({ world, draft }, gen) {
    const { count } = z.object({ count: z.int() }).parse(gen);
    const more = Array.from({ length: count }, (_, index) => [`k${index}`, 1] as const);
    draft.fields = { ...(await baseFields(world, draft.endpoint)), ...Object.fromEntries(more) };
  },
  async encode({ world, draft }, gen) {
    const shape = z.object({ text: z.string(), encoding: z.enum(["utf-16le", "latin1"]), content_type: z.string() });
    const { text, encoding, content_type: contentType } = shape.parse(gen);
    const fields = await baseFields(world, draft.endpoint);
    draft.fields = fields;
    const whole = text.replaceAll(/\$\{B\}/g, () => JSON.stringify(fields).slice(1, -1));
    draft.raw = { body: Buffer.from(whole, encoding === "latin1" ? "latin1" : "utf16le"), contentType };
  },
  gzip({ draft, attack }, gen) {
    const { of } = z.object({ of: z.looseObject({ rule: z.string() }) }).parse(gen);
    draft.raw = { body: gzipSync(generatedValue(of)), contentType: attack.carrier.content_type ?? null };
    draft.headers.push(["Content-Encoding", "gzip"]);
  },
  slow_body({ draft }, gen) {
    draft.trickleMs = z.object({ interval_ms: z.number() }).parse(gen).interval_ms;
  },
  raw_http({ draft, attack }, gen) {
    const { head, body } = z.object({ head: z.array(z.string()), body: z.string() }).parse(gen);
    draft.raw = { body: Buffer.from(body), contentType: attack.carrier.content_type ?? null };
    draft.without.push("Content-Length", "Connection");
    draft.headers.push(...head.map((line) => headerOf(line)));
  },
  multipart({ draft }, gen) {
    const strings = z.record(z.string(), z.string());
    const { parts, headers } = z.object({ parts: strings, headers: strings.default({}) }).parse(gen);
    const lines = Object.entries(parts).map(
      ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    toRoot(draft);
    draft.raw = { body: Buffer.from(`${lines.join("")}--x--\r\n`), contentType: "multipart/form-data; boundary=x" };
    draft.headers.push(...Object.entries(headers));
  },
  header({ draft }, gen) {
    const shape = z.object({ name: z.string(), value: z.looseObject({ rule: z.string() }) });
    const { name, value } = shape.parse(gen);
    draft.headers.push([name, String(generatedValue(value))]);
  },
  headers_many({ draft }, gen) {
    const { count } = z.object({ count: z.int() }).parse(gen);
    for (let index = 0; index < count; index += 1) draft.headers.push([`X-${index}`, "1"]);
  },
  dup_query({ world, draft }, gen) {
    const { field, values: all } = z.object({ field: z.string(), values: z.array(z.string()) }).parse(gen);
    draft.query.push(...all.map((value) => [field, fill(world, value)] satisfies [string, string]));
  },
  get_path({ world, draft }, gen) {
    toRoot(draft);
    draft.method = "GET";
    draft.path = fill(world, z.object({ path: z.string() }).parse(gen).path);
  },
  async mutate_session({ world, draft, attack }, gen) {
    draft.cookies.set(attack.carrier.field ?? "", mutatedSession(await world.session("user_a"), gen));
  },
  jwt: token,
  jwe: token,
};

async function token({ world, draft, attack }: Making, gen: Generator): Promise<void> {
  draft.cookies.set(
    attack.carrier.field ?? "",
    makeToken(gen, (text) => fill(world, text)),
  );
}

/** A request that has nothing to do with the endpoint of its group. */
function toRoot(draft: Draft): void {
  Object.assign(draft, { method: "POST", path: "/", query: [], cookies: new Map(), fields: null, raw: null });
}

function headerOf(line: string): [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
