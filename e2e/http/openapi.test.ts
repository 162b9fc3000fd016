import { globSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { clientOf } from "#e2e/support/api.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import { replay } from "./openapi/replay.ts";

const place = sharedPlace();
const operation = z.looseObject({
  requestBody: z.object({ content: z.record(z.string(), z.object({ example: z.unknown().optional() })) }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const methods = ["get", "post", "put", "patch", "delete"] as const;
const { body: document } = await clientOf(place).get("/api/openapi.json");
const paths = z.record(z.string(), z.record(z.string(), z.unknown())).parse(document.paths);

/** Every method of every path, with its example and the statuses it documents. */
const operations = Object.entries(paths).flatMap(([path, item]) =>
  methods
    .filter((method) => method in item)
    .map((method) => {
      const { requestBody, responses } = operation.parse(item[method]);
      const example = requestBody?.content["application/json"]?.example;
      const statuses = Object.keys(responses).map(Number);
      return { path, method: method.toUpperCase(), example, statuses, success: statuses.find((code) => code < 300) };
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

describe("the example of", () => {
  test.each(operations)("$method $path is answered as documented", async ({ path, method, example, ...documented }) => {
    const { answer, isClosed } = await replay(place, { path, method, example });
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([
      isClosed ? 404 : documented.success,
      expect.any(String),
    ]);
    expect(documented.statuses).toContain(answer.status);
  });
});
