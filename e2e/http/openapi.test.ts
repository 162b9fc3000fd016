import { globSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { z } from "zod";
import { clientOf } from "#e2e/support/api.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import { undocumented } from "./openapi/documented-shape.ts";
import { replay } from "./openapi/replay.ts";

const place = sharedPlace();
const body = z.object({
  schema: z.object({ properties: z.record(z.string(), z.unknown()).optional() }),
  example: z.unknown().optional(),
});
const operationShape = z.looseObject({
  requestBody: z.object({ content: z.record(z.string(), body) }).optional(),
  responses: z.record(z.string(), z.unknown()),
  security: z.array(z.record(z.string(), z.unknown())),
});
const methods = ["get", "post", "put", "patch", "delete"] as const;
const { body: document } = await clientOf(place).get("/api/openapi.json");
const paths = z.record(z.string(), z.record(z.string(), z.unknown())).parse(document.paths);

/** Every method of every path: what is documented of it, and what one needs to know to call it rightly and wrongly. */
const operations = Object.entries(paths).flatMap(([path, item]) =>
  methods
    .filter((method) => method in item)
    .map((method) => {
      const operation = operationShape.parse(item[method]);
      const json = operation.requestBody?.content["application/json"];
      return {
        path,
        method: method.toUpperCase(),
        operation,
        example: json?.example,
        fields: Object.keys(json?.schema.properties ?? {}),
        takesBody: json !== undefined,
        needsLogin: operation.security.length > 0 && operation.security.every((way) => Object.keys(way).length > 0),
        otherMethod: (methods.find((other) => !(other in item)) ?? "").toUpperCase(),
        success: Number(Object.keys(operation.responses)[0]),
      };
    }),
);

test("the document is OpenAPI 3.1 by the schema of the specification", async () => {
  expect(await new Validator().validate(document)).toEqual({ valid: true });
  expect(document.openapi).toMatch(/^3\.1\./);
});

test("it has every route of the API and no other", () => {
  const files = globSync("app/api/v1/**/route.ts").map((file) => file.replaceAll("\\", "/"));
  const routes = files.map((file) => file.replace(/^app|route\.ts$/g, "").replace(/\[(\w+)\]/g, "{$1}"));
  expect(Object.keys(paths).sort()).toEqual(routes.sort());
});

test("every endpoint has the methods it documents and no other", async () => {
  for (const [path, item] of Object.entries(paths)) {
    const { headers } = await clientOf(place).send("OPTIONS", path.replace(/\{\w+\}/, "x"));
    const documented = methods.filter((method) => method in item).map((method) => method.toUpperCase());
    const allowed = headers.get("allow")?.split(", ");
    expect([path, allowed?.filter((name) => name !== "OPTIONS" && name !== "HEAD")]).toEqual([path, documented]);
  }
});

test("/api/docs shows the fields of the answers, inner ones too", async () => {
  const { text } = await clientOf(place).get("/api/docs", { headers: { accept: "text/html" } });
  for (const name of ["authorization_url", "sessions[].is_current", "user.pk", "email_changes[].new_email"])
    expect(text).toContain(`<code>${name}</code>`);
});

test.each(operations)("$method $path answers what is documented, and no more", async ({ operation, ...documented }) => {
  const { answer, oddities, isClosed } = await replay(place, documented);
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([isClosed ? 404 : documented.success, expect.any(String)]);
  expect([answer, ...oddities].flatMap((one) => undocumented(document, operation, one))).toEqual([]);
});
