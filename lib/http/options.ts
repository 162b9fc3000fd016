import { fieldsOf } from "./api-fields.ts";
import type { AnyDoor } from "./door.ts";

/**
 * What OPTIONS tells of an endpoint: for each method with a body its fields, as Django REST framework's metadata
 * names them, made from the schema the server parses with.
 */
export function metadataOf(doors: Readonly<Partial<Record<string, AnyDoor>>>): Readonly<Record<string, unknown>> {
  const described = Object.entries(doors).flatMap(([method, door]) => {
    const fields = door && method !== "GET" && method !== "DELETE" ? fieldsOf(door.facts) : [];
    return fields.length === 0
      ? []
      : [[method, Object.fromEntries(fields.map((field) => [field.name, metadata(field)]))]];
  });
  return {
    renders: ["application/json"],
    parses: ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"],
    actions: Object.fromEntries(described),
  };
}

function metadata({ type, isRequired, maxLength }: ReturnType<typeof fieldsOf>[number]) {
  return { type, required: isRequired, ...(maxLength === null ? {} : { max_length: maxLength }) };
}
