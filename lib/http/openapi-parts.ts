import { z } from "zod";
import type { ApiAnswer } from "./api-answers.ts";
import type { ApiError } from "./api-errors.ts";

type Json = Readonly<Record<string, unknown>>;

/** What one method answers: its success, its refusals, and the fields that a refusal can speak of. */
type Answers = {
  readonly status: number;
  readonly answer: ApiAnswer;
  readonly errors: readonly ApiError[];
  readonly fields: readonly string[];
};

/** All answers of one method, successes and refusals, by status. */
export function responsesOf({ status, answer, errors, fields }: Answers): Json {
  const refused = Map.groupBy(errors, (error) => error.status);
  const { $schema, ...schema } = z.toJSONSchema(answer.schema);
  return {
    [status]: { description: "Done.", content: { "application/json": { schema, example: answer.example } } },
    ...Object.fromEntries([...refused].map(([refusedWith, own]) => [refusedWith, refusal(refusedWith, own, fields)])),
  };
}

function refusal(status: number, errors: readonly ApiError[], fields: readonly string[]): Json {
  const headers = headerOf[status];
  // Only a 400 can speak of fields.
  const schema = status === 400 ? { anyOf: [detail, fieldErrors(fields)] } : detail;
  return {
    description: errors.map(({ code, words }) => `- \`${code}\`: ${words}`).join("\n"),
    ...(headers === undefined ? {} : { headers: { [headers]: { $ref: `#/components/headers/${headers}` } } }),
    content: { "application/json": { schema } },
    "x-error-codes": errors.map(({ code }) => code),
  };
}

const detail = { $ref: "#/components/schemas/Detail" };

function fieldErrors(fields: readonly string[]): Json {
  const messages = { $ref: "#/components/schemas/Messages" };
  return {
    type: "object",
    properties: Object.fromEntries([...fields, "non_field_errors"].map((field) => [field, messages])),
    minProperties: 1,
    additionalProperties: false,
  };
}

const headerOf: Readonly<Record<number, string>> = {
  401: "WWW-Authenticate",
  405: "Allow",
  429: "Retry-After",
  503: "Retry-After",
};

/** What the operations refer to. `sessionCookie`: the name that the settings give it. */
export function components(sessionCookie: string): Json {
  return {
    schemas: {
      Detail: {
        type: "object",
        properties: { detail: { type: "string" }, code: { type: "string" } },
        required: ["detail"],
        additionalProperties: false,
      },
      Messages: {
        type: "array",
        description: "What is wrong with a field; `non_field_errors` speaks of the body as a whole.",
        items: { type: "string" },
      },
    },
    headers: {
      "WWW-Authenticate": { schema: { type: "string", const: "Bearer" } },
      Allow: { schema: { type: "string" } },
      "Retry-After": { description: "Seconds.", schema: { type: "integer", minimum: 1 } },
    },
    securitySchemes: {
      bearer: { type: "http", scheme: "bearer", description: "An access token, or the token of a login." },
      session: { type: "apiKey", in: "cookie", name: sessionCookie },
    },
  };
}
