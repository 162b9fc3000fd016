import { z } from "zod";
import type { Answer } from "#e2e/support/api.ts";

const schemas = z.record(z.string(), z.record(z.string(), z.unknown()));
const responses = z.record(
  z.string(),
  z.object({
    content: z.object({ "application/json": z.object({ schema: z.record(z.string(), z.unknown()) }) }),
    headers: z.record(z.string(), z.unknown()).default({}),
    "x-error-codes": z.array(z.string()).default([]),
  }),
);

/**
 * What an answer says that the document does not: a status that is not there, a property of body or fault that no schema
 * names, a code that is not listed, a header that is missing. Empty where it is as documented.
 */
export function undocumented(document: unknown, operation: unknown, answer: Answer): readonly string[] {
  const components = z.object({ components: z.object({ schemas }) }).parse(document).components.schemas;
  const documented = z.object({ responses }).parse(operation).responses[answer.status];
  if (!documented) return [`${answer.status} ${answer.text.slice(0, 200)}`];
  const { schema } = documented.content["application/json"];
  const local = JSON.parse(
    JSON.stringify({ ...schema, $defs: components }).replaceAll("#/components/schemas/", "#/$defs/"),
  );
  const { error } = z.fromJSONSchema(local).safeParse(answer.body);
  const code = z.object({ code: z.string() }).safeParse(answer.body).data?.code;
  return [
    ...(error ? [`${answer.status} ${answer.text.slice(0, 200)}: ${z.prettifyError(error)}`] : []),
    ...(code === undefined || documented["x-error-codes"].includes(code) ? [] : [`${answer.status} code ${code}`]),
    ...Object.keys(documented.headers).filter((name) => !answer.headers.has(name)),
  ];
}
