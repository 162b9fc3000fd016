import { z } from "zod";
import type { ApiAnswer } from "./api-answers.ts";

/** A property of an answer as the documentation lists it; `sessions[].id` is one of the entries of a list. */
export type AnswerField = { readonly name: string; readonly type: string; readonly isAlways: boolean };

const schemaShape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  get properties() {
    return z.record(z.string(), schemaShape).optional();
  },
  get items() {
    return schemaShape.optional();
  },
  get anyOf() {
    return z.array(schemaShape).optional();
  },
});

type Schema = z.infer<typeof schemaShape>;

/** All properties of an answer in the order of its schema, those of inner objects after the object's own. */
export function answerFieldsOf({ schema }: ApiAnswer): readonly AnswerField[] {
  const whole = schemaShape.parse(z.toJSONSchema(schema));
  return (whole.anyOf ?? [whole]).flatMap((one) => fieldsIn(one, "", whole.anyOf === undefined));
}

function fieldsIn({ properties = {}, required }: Schema, prefix: string, isAlways: boolean): AnswerField[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const isHere = isAlways && required.includes(key);
    const name = `${prefix}${key}`;
    return [
      { name, type: typeOf(schema), isAlways: isHere },
      ...fieldsIn(schema, `${name}.`, isHere),
      ...(schema.items ? fieldsIn(schema.items, `${name}[].`, isHere) : []),
    ];
  });
}

function typeOf({ type = "anything", format, enum: values, anyOf, ...schema }: Schema): string {
  if (anyOf) return anyOf.map(typeOf).join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  return values ? values.map((value) => JSON.stringify(value)).join(" or ") : (format ?? [type].flat().join(" or "));
}
