import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

// Every word a case may use. Objects are strict: a case that says more than this runner understands must not pass.

const user = z.strictObject({
  /** What the rest of the case calls this user. */
  ref: z.string(),
  username: z.string(),
  email: z.string(),
  /** Null: no password that could log in. */
  password: z.string().nullable(),
  active: z.boolean(),
  /** Has an API token. */
  token: z.boolean().default(false),
  first_name: z.string().default(""),
  last_name: z.string().default(""),
});

const fields = z.record(z.string(), z.json());

const given = z.strictObject({
  settings: fields,
  user_model: z.enum(["default", "unique_email", "email_only", "required_reference", "required_nested_object"]),
  users: z.array(user),
  /** Rows of an adopter's own tables, which `$record(ref)` names. */
  records: z.array(z.strictObject({ ref: z.string(), kind: z.string(), name: z.string() })).default([]),
  /** Made before the request: the same one, or the same with other values. */
  prior_requests: z.array(z.union([z.literal("same"), z.strictObject({ same_with: fields })])).default([]),
  mail_templates: z.literal("none").optional(),
  authentication: z.literal("token only").optional(),
  redirect_settings: fields.default({}),
  /** The optional views that answer a browser with a redirect. */
  prefix: z.literal("/redirects").optional(),
  /** Why the model itself did not run the case. */
  run: z.string().optional(),
});

const request = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  path: z.string().startsWith("/").endsWith("/"),
  /** The `ref` of the user whom the request is authenticated as. */
  auth: z.string().nullable(),
  json: fields.nullable(),
  encoding: z.enum(["json", "form", "query"]).default("json"),
});

const expectation = z.strictObject({
  status: z.int(),
  body: z.json().optional(),
  body_has_keys: z.array(z.string()).optional(),
  side_effects: z.array(z.string()),
});

const drrCase = z.strictObject({
  id: z.string(),
  area: z.string(),
  description: z.string(),
  given,
  request,
  expect: expectation,
  source: z.string(),
});

/** One case: what there is, what is asked, what must come of it. */
export type DrrCase = z.infer<typeof drrCase>;

/** A user that exists before the request. */
export type GivenUser = z.infer<typeof user>;

/** What is asked. */
export type CaseRequest = z.infer<typeof request>;

/** What must come of it: status, body, and side effects in the words of effects.ts. */
export type Expectation = z.infer<typeof expectation>;

/** The cases of this file, one a line; null where there is no such file. */
export function readCases(file: string): DrrCase[] | null {
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => drrCase.parse(JSON.parse(line)));
}
