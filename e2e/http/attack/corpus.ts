import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** The bad inputs, seen from the project's root (shared/README.md). */
const file = "../shared/cases/attack-corpus.json";

const carrierShape = z
  .strictObject({
    endpoint: z.string(),
    in: z.enum(["json", "raw_body", "query", "link_params", "header", "cookie", "method", "raw_http", "scenario"]),
    field: z.string(),
    content_type: z.string(),
    with: z.record(z.string(), z.unknown()),
    drop: z.array(z.string()),
    as: z.string(),
    also: z.array(z.string()),
    repeat: z.int(),
    method: z.string(),
    body: z.string(),
  })
  .partial();

const generatorShape = z.looseObject({ rule: z.string() });

const caseShape = z.strictObject({
  id: z.string(),
  target: z.string(),
  input: z.unknown().optional(),
  gen: generatorShape.optional(),
  carrier: carrierShape.optional(),
  why: z.string(),
  expected: z.string(),
  src: z.string().optional(),
});

const corpusShape = z.object({
  endpoints: z.record(z.string(), z.string()),
  base_bodies: z.record(z.string(), z.record(z.string(), z.string())),
  field_aliases: z.record(z.string(), z.string()),
  groups: z.array(
    z.object({ group: z.string(), default_target: z.string(), carrier: carrierShape, cases: z.array(caseShape) }),
  ),
  count: z.int(),
});

/** How a case's input travels. */
export type Carrier = z.infer<typeof carrierShape>;
/** A rule that makes an input. */
export type Generator = z.infer<typeof generatorShape>;
/** One case with the carrier it inherits from its group. */
export type AttackCase = Omit<z.infer<typeof caseShape>, "carrier"> & {
  readonly group: string;
  readonly carrier: Carrier;
  /** It has a carrier of its own, so the replays its group's note asks for are not for it. */
  readonly hasOwnCarrier: boolean;
};
/** The corpus. */
export type Corpus = Pick<z.infer<typeof corpusShape>, "endpoints" | "base_bodies" | "field_aliases"> & {
  readonly cases: readonly AttackCase[];
};

/** The corpus, or null where its folder is absent. Throws on a shape it does not know. */
export function loadCorpus(): Corpus | null {
  if (!existsSync(file)) return null;
  const { groups, count, ...vocabulary } = corpusShape.parse(JSON.parse(readFileSync(file, "utf8")));
  const cases = groups.flatMap(({ group, carrier, cases: own }) =>
    own.map((one) => ({
      ...one,
      group,
      carrier: { ...carrier, ...one.carrier },
      hasOwnCarrier: one.carrier !== undefined,
    })),
  );
  if (cases.length !== count) throw new Error(`The corpus says it has ${count} cases, and has ${cases.length}.`);
  return { ...vocabulary, cases };
}
