import { z } from "zod";
import { signedLink } from "#e2e/support/links.ts";
import type { Generator } from "./corpus.ts";
import { generatedValue } from "./generators.ts";
import { type HeldLink, type LinkEndpoint, linkEndpoints, type World } from "./world.ts";

/** The parameters of a link in their order; a name may come twice. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** A changed link, and the endpoint it is tried on. `separator` stands between its parameters in an address. */
export type MutatedLink = {
  readonly endpoint: LinkEndpoint;
  readonly parameters: Parameters;
  readonly separator: "&" | "&amp;";
};

/** The purposes of links, by the endpoint that takes them. */
export const purposes = {
  verify_registration: "register",
  verify_email: "email-change",
  reset_confirm: "reset-password",
} as const satisfies Record<LinkEndpoint, string>;

const sources = { registration: "verify_registration", email_change: "verify_email", reset: "reset_confirm" } as const;

const shape = z.strictObject({
  rule: z.literal("mutate_link"),
  op: z.string().optional(),
  field: z.string().default("signature"),
  bit: z.int().default(0),
  length: z.int().default(0),
  n: z.int().default(0),
  text: z.string().default(""),
  to: z.string().default(""),
  source: z.enum(["registration", "email_change", "reset"]).default("registration"),
  values: z.array(z.string()).default([]),
  params: z.record(z.string(), z.string()).default({}),
  drop: z.array(z.string()).default([]),
  set: z.record(z.string(), z.string()).default({}),
  set_gen: z.record(z.string(), z.looseObject({ rule: z.string() })).default({}),
  needs: z.string().optional(),
});

type Mutation = z.infer<typeof shape>;

/** Takes a genuine link of this endpoint and changes it by the rule. Throws on an operation it does not know. */
export async function mutateLink(world: World, endpoint: LinkEndpoint, gen: Generator): Promise<MutatedLink> {
  const mutation = shape.parse(gen);
  if (mutation.op === "cross_purpose") return crossed(world, mutation);
  const held = await world.link(endpoint);
  const parameters = Object.entries(held.fields).map(([name, value]) => [name, value] as const);
  const set = { ...mutation.set, ...generatedValues(mutation) };
  const replaced = parameters
    .filter(([name]) => !mutation.drop.includes(name))
    .map(([name, value]) => [name, set[name] ?? value] as const);
  const separator = mutation.op === "html_amp" ? "&amp;" : "&";
  if (mutation.op === undefined || mutation.op === "html_amp") return { endpoint, parameters: replaced, separator };
  if (mutation.op === "resign")
    return { endpoint, parameters: await resigned(world, endpoint, { ...held, mutation }), separator };
  const operation = operations[mutation.op];
  if (operation === undefined) throw new Error(`A link cannot be changed by "${mutation.op}".`);
  return { endpoint, parameters: operation(replaced, mutation), separator };
}

type Operation = (parameters: Parameters, mutation: Mutation) => Parameters;

/** An operation on the value of one field. */
function onField(change: (value: string, mutation: Mutation) => string): Operation {
  return (parameters, mutation) =>
    parameters.map(([name, value]) => [name, name === mutation.field ? change(value, mutation) : value] as const);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const operations: Readonly<Record<string, Operation>> = {
  flip_bit: onField((value, { bit }) => {
    const bytes = Buffer.from(value, "base64url");
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
    return bytes.toString("base64url");
  }),
  truncate: onField((value, { length }) => value.slice(0, length)),
  append: onField((value, { text }) => value + text),
  double: onField((value) => value + value),
  upper: onField((value) => value.toUpperCase()),
  add: onField((value, { n }) => String(Number(value) + n)),
  now: onField(() => String(Math.floor(Date.now() / 1000))),
  wrap: onField((value, { text }) => text.replace("%s", value)),
  // The other letters that stand for the same bytes, and that a lax decoder takes.
  noncanonical_b64: onField((value) => value.slice(0, -1) + alphabet.charAt(alphabet.indexOf(value.slice(-1)) + 1)),
  // Standard base64 pads; where the signature has no letter of the other alphabet, that is the difference.
  b64_standard: onField((value) => Buffer.from(value, "base64url").toString("base64")),
  to_hex: onField((value) => Buffer.from(value, "base64url").toString("hex")),
  // The border between two fields moves: joined they are the same text.
  shift_border: (parameters) => {
    const texts = parameters.map(([, value]) => value);
    const [first = "", second = ""] = texts;
    const moved = [first.slice(0, -1), first.slice(-1) + second, ...texts.slice(2)];
    return parameters.map(([name], index) => [name, moved[index] ?? ""] as const);
  },
  reorder: (parameters) => parameters.toReversed(),
  dup: (parameters, { field, values }) =>
    parameters.flatMap(([name, value]) =>
      name === field
        ? values.map((other) => [name, other === "GOOD" ? value : other] as const)
        : [[name, value] as const],
    ),
  rename: (parameters, { field, to }) =>
    parameters.map(([name, value]) => [name === field ? to : name, value] as const),
  extra: (parameters, { params }) => [...parameters, ...Object.entries(params)],
  double_encode: (parameters) => parameters.map(([name, value]) => [name, percentEncoded(value)] as const),
};

function percentEncoded(value: string): string {
  return [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

function generatedValues({ set_gen: rules }: Mutation): Record<string, string> {
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, String(generatedValue(rule))]));
}

/** Signed anew, by the application's own key, over another time. */
async function resigned(
  { app }: World,
  endpoint: LinkEndpoint,
  { id, fields, mutation: { field, n } }: HeldLink & { readonly mutation: Mutation },
): Promise<Parameters> {
  if (field !== "timestamp") throw new Error(`Signing anew over "${field}" is not known.`);
  const email = fields.email === undefined ? {} : { email: fields.email };
  const link = await signedLink(app, id, { purpose: purposes[endpoint], ageSeconds: -n, ...email });
  return Object.entries(link);
}

/** A link of one purpose, shown where another is due. */
async function crossed(world: World, { source, to }: Mutation): Promise<MutatedLink> {
  const endpoint = linkEndpoints.find((name) => name === to);
  if (endpoint === undefined) throw new Error(`No endpoint for links is called "${to}".`);
  const { fields, person } = await world.link(sources[source]);
  const all = endpoint === "verify_email" ? { email: person.email, ...fields } : fields;
  return { endpoint, parameters: Object.entries(all), separator: "&" };
}
