import { wireName } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { settings } from "#lib/settings.ts";
import { apiChapters } from "./api-catalogue.ts";
import { takesBody } from "./api-errors.ts";
import { bodySchema, fieldsOf } from "./api-fields.ts";
import { type ApiDoors, type ApiOperation, apiOperations } from "./api-operations.ts";
import type { Access } from "./door.ts";
import { components, responsesOf } from "./openapi-parts.ts";

type Json = Readonly<Record<string, unknown>>;

/** The description of the whole API by OpenAPI 3.1, made from its doors and the settings this process runs with. */
export function openApiDocument(doors: ApiDoors): Json {
  const operations = apiOperations(doors);
  const paths = Map.groupBy(operations, ({ path }) => path);
  return {
    openapi: "3.1.1",
    info: { title: `${settings.siteName} API`, version: "1", license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: env().APP_URL }],
    tags: apiChapters.map(({ title }) => ({ name: title })),
    paths: Object.fromEntries([...paths].map(([path, own]) => [path, pathItem(path, own)])),
    components: components(wireName("session")),
  };
}

function pathItem(path: string, operations: readonly ApiOperation[]): Json {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const parameters = names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
  return {
    ...(parameters.length > 0 ? { parameters } : {}),
    ...Object.fromEntries(operations.map((operation) => [operation.method.toLowerCase(), operationItem(operation)])),
  };
}

const security: { readonly [A in Access]: readonly Json[] } = {
  anyone: [],
  known: [{}, { bearer: [] }, { session: [] }],
  session: [{ bearer: [] }, { session: [] }],
  fresh: [{ bearer: [] }, { session: [] }],
};

function operationItem({ method, anchor, chapter, door, entry, answer, errors }: ApiOperation): Json {
  const fields = takesBody(method) ? fieldsOf(door.facts).map(({ name }) => name) : [];
  return {
    operationId: `${method.toLowerCase()}-${anchor}`,
    tags: [chapter],
    summary: entry.summary,
    ...(entry.description === undefined ? {} : { description: entry.description }),
    security: security[door.facts.access],
    "x-access": door.facts.access,
    "x-rate-limits": door.facts.limits,
    ...(takesBody(method) ? { requestBody: requestBody(bodySchema(door.facts), entry.request) } : {}),
    responses: responsesOf({ status: entry.status, answer, errors, fields }),
  };
}

function requestBody(schema: Json, example: Json | undefined): Json {
  const json = { schema, ...(example === undefined ? {} : { example }) };
  const types = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"];
  return { content: Object.fromEntries(types.map((type) => [type, json])) };
}
