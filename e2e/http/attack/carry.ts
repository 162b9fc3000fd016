import type { Carrier } from "./corpus.ts";
import { baseFields, type Draft } from "./draft.ts";
import { filled } from "./placeholders.ts";
import type { World } from "./world.ts";

/** Puts an input where its carrier says. Throws on a carrier it does not know. */
export async function carry(world: World, draft: Draft, carried: { carrier: Carrier; input: unknown }): Promise<void> {
  const { carrier } = carried;
  const input = filled(world, carried.input);
  if (carrier.method !== undefined) draft.method = carrier.method;
  if (carrier.body !== undefined) draft.raw = { body: Buffer.from(carrier.body), contentType: null };
  if (carrier.as !== undefined) draft.cookies.set("session", await world.session(seedOf(carrier.as)));
  switch (carrier.in) {
    case "json":
      return intoFields(world, draft, { carrier, input });
    case "raw_body":
      draft.raw = { body: Buffer.from(await withBase(world, draft, text(input))), contentType: typeOf(carrier) };
      return;
    case "query":
      draft.query.push([nameOf(carrier), text(input)]);
      return;
    case "header":
    case "raw_http":
      draft.headers.push(...Object.entries(strings(input)));
      return;
    case "cookie":
      draft.cookies.set(nameOf(carrier), text(input));
      return;
    case "method":
      draft.method = strings(input)["method"] ?? draft.method;
      return;
    default:
      throw new Error(`Nothing can be carried in "${carrier.in}".`);
  }
}

/** What a field of the corpus is called at an endpoint of ours. */
export function aliasOf({ corpus }: Pick<World, "corpus">, endpoint: string, field: string): string {
  const short = endpoint === "profile_update" ? "profile" : endpoint;
  return corpus.field_aliases[`${short}.${field}`]?.split(" or ")[0] ?? field;
}

function intoFields(world: World, draft: Draft, { carrier, input }: { carrier: Carrier; input: unknown }): void {
  const field = aliasOf(world, draft.endpoint, nameOf(carrier));
  const fields: Record<string, unknown> = { ...draft.fields, [field]: input };
  // A password that is typed twice is the same one twice, unless the case is about the second.
  if (field === "password" && "password_confirm" in fields) fields["password_confirm"] = input;
  for (const name of carrier.drop ?? []) delete fields[aliasOf(world, draft.endpoint, name)];
  draft.fields = { ...fields, ...carrier.with };
}

/** Fills `${B}`, the inner members of the valid body, and gives the fields our names. */
async function withBase(world: World, draft: Draft, body: string): Promise<string> {
  const fields = /\$\{B\}/.test(body) ? await baseFields(world, draft.endpoint) : null;
  if (fields !== null) draft.fields = fields;
  const whole = body.replaceAll(/\$\{B\}/g, () => JSON.stringify(fields).slice(1, -1));
  return whole.replace(/"(\w+)":/g, (member, name: string) => {
    const alias = aliasOf(world, draft.endpoint, name);
    return alias === name ? member : `"${alias}":`;
  });
}

function seedOf(name: string) {
  if (name !== "user_a" && name !== "user_b" && name !== "bob") throw new Error(`Nobody is called "${name}".`);
  return name;
}

function nameOf({ field }: Carrier): string {
  if (field === undefined) throw new Error("The carrier names no field.");
  return field;
}

function typeOf({ content_type: type }: Carrier): string | null {
  return type ?? null;
}

function text(input: unknown): string {
  if (typeof input !== "string") throw new Error(`A text was expected, not ${JSON.stringify(input)}.`);
  return input;
}

function strings(input: unknown): Record<string, string> {
  if (typeof input !== "object" || input === null) throw new Error("An object of texts was expected.");
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, headerValue(text(value))]));
}

// A line break at the end of a header is the end of the header, and no part of its value (RFC 9110 §5.5).
function headerValue(value: string): string {
  return value.replace(/[\r\n]+$/, "");
}
