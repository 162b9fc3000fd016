import type { ApiEntry } from "./api-entry.ts";
import type { ApiError } from "./api-errors.ts";

type Json = Readonly<Record<string, unknown>>;

/** All answers of one method, successes and refusals, by status. */
export function responsesOf(entry: ApiEntry, errors: readonly ApiError[]): Json {
  const refused = Map.groupBy(errors, ({ status }) => status);
  return {
    [entry.status]: {
      description: "Done.",
      content: { "application/json": { schema: { type: "object" }, example: entry.answer } },
    },
    ...Object.fromEntries([...refused].map(([status, own]) => [status, refusal(status, own)])),
  };
}

function refusal(status: number, errors: readonly ApiError[]): Json {
  const headers = headerOf[status];
  return {
    description: errors.map(({ code, words }) => `- \`${code}\`: ${words}`).join("\n"),
    ...(headers === undefined ? {} : { headers: { [headers]: { $ref: `#/components/headers/${headers}` } } }),
    content: { "application/json": { schema: { $ref: `#/components/schemas/${schemaOf(status)}` } } },
    "x-error-codes": errors.map(({ code }) => code),
  };
}

const headerOf: Readonly<Record<number, string>> = {
  401: "WWW-Authenticate",
  405: "Allow",
  429: "Retry-After",
  503: "Retry-After",
};

/** Only a 400 can speak of fields. */
function schemaOf(status: number): string {
  return status === 400 ? "Refusal" : "Detail";
}

/** What the operations refer to. `sessionCookie`: the name that the settings give it. */
export function components(sessionCookie: string): Json {
  const detail = { $ref: "#/components/schemas/Detail" };
  return {
    schemas: {
      Detail: {
        type: "object",
        properties: { detail: { type: "string" }, code: { type: "string" } },
        required: ["detail"],
      },
      FieldErrors: {
        type: "object",
        description: "Messages by field; `non_field_errors` speaks of the body as a whole.",
        additionalProperties: { type: "array", items: { type: "string" } },
      },
      Refusal: { anyOf: [detail, { $ref: "#/components/schemas/FieldErrors" }] },
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
