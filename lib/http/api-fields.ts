import { z } from "zod";
import type { DoorFacts } from "./door.ts";
import type { ErrorCode } from "./errors.ts";

/** A field of a body as the documentation lists it. */
export type ApiField = {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  /** `maxLength` counts bytes of UTF-8, not characters. */
  readonly isMeasuredInBytes: boolean;
};

const bound = z.number().optional();
const propertyShape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  minLength: bound,
  maxLength: bound,
});
const bodyShape = z.looseObject({
  properties: z.record(z.string(), propertyShape).default({}),
  required: z.array(z.string()).default([]),
});

/** The JSON Schema (2020-12) of what a body may send, made from the schema that the server parses with. */
export function bodySchema(facts: DoorFacts): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(facts.body(), {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema }) => simplify(jsonSchema),
  });
  return schema;
}

/** A form spells booleans and integers in words; a client that sends JSON has the plain type. */
function simplify(schema: z.core.JSONSchema.BaseSchema): void {
  simplifyNullable(schema);
  const plain = schema.anyOf?.find(({ type }) => type === "boolean" || type === "integer");
  if (plain === undefined) return;
  delete schema.anyOf;
  schema.type = plain.type === "boolean" ? "boolean" : ["string", "integer"];
}

/** An optional field of an adopter's own: its schema, and null. */
function simplifyNullable(schema: z.core.JSONSchema.BaseSchema): void {
  const [value, nothing, ...others] = schema.anyOf ?? [];
  if (value?.type === undefined || nothing?.type !== "null" || others.length > 0) return;
  delete schema.anyOf;
  Object.assign(schema, value, { type: [value.type, "null"].flat() });
  if (value.enum) schema.enum = [...value.enum, null];
}

/** The fields of a body, in the order of its schema. */
export function fieldsOf(facts: DoorFacts): readonly ApiField[] {
  const { properties, required } = bodyShape.parse(bodySchema(facts));
  return Object.entries(properties).map(([name, { type = "string", format, minLength, maxLength }]) => ({
    name,
    type: format ?? [type].flat().join(" or "),
    isRequired: required.includes(name),
    minLength: minLength ?? null,
    maxLength: maxLength ?? null,
    isMeasuredInBytes: format === "password",
  }));
}

/** What the fields can be refused for by their types and bounds alone. */
export function fieldCodesOf(fields: readonly ApiField[]): readonly ErrorCode[] {
  const has = (test: (field: ApiField) => boolean, ...codes: readonly ErrorCode[]) => (fields.some(test) ? codes : []);
  return [
    ...has(({ isRequired }) => isRequired, "required"),
    ...has(() => true, "null"),
    ...has(({ type }) => type !== "boolean", "not_a_string"),
    ...has(({ type }) => type === "boolean", "not_a_boolean"),
    ...has(({ minLength }) => minLength !== null, "blank"),
    ...has(({ maxLength, isMeasuredInBytes }) => maxLength !== null && !isMeasuredInBytes, "too_long"),
    ...has(({ isMeasuredInBytes }) => isMeasuredInBytes, "too_many_bytes"),
    ...has(({ maxLength }) => maxLength !== null, "malformed_text"),
    ...has(({ name }) => /^(?:new_)?password_confirm$/.test(name), "passwords_differ"),
    ...has(({ name }) => name === "tos", "terms_not_accepted"),
  ];
}
