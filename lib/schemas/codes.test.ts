import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type FieldCode, fieldRefusals } from "./codes.ts";
import {
  booleanField,
  emailField,
  integerField,
  loginField,
  nameField,
  optionalField,
  passwordField,
  termsField,
  usernameField,
} from "./fields.ts";
import { linkFields } from "./link.ts";

const absent = Symbol("absent");

function refusalsOf(schema: z.ZodType, body: unknown) {
  const parsed = schema.safeParse(body);
  return parsed.success ? [] : fieldRefusals(parsed.error, body);
}

function refusalsOfField(field: z.ZodType, value: unknown) {
  return refusalsOf(z.object({ field }), value === absent ? {} : { field: value });
}

const text = { username: usernameField, email: emailField, password: passwordField, login: loginField };
const wrongForText: readonly unknown[] = [12345, 0, true, false, ["bob"], [], {}, { equals: "bob" }, { toString: "x" }];
const integer = integerField({ min: 1, max: 10 });

type Row = readonly [kind: string, field: z.ZodType, value: unknown, code: FieldCode, values?: Record<string, number>];

const rows: Row[] = [
  ...Object.entries(text).flatMap(([kind, field]): Row[] => [
    [kind, field, absent, "required"],
    [kind, field, undefined, "required"],
    [kind, field, null, "null"],
    [kind, field, "", "blank"],
    ...wrongForText.map((value): Row => [kind, field, value, "not_a_string"]),
  ]),
  ["name", nameField, null, "null"],
  ["name", nameField, 7, "not_a_string"],
  ["name", nameField, "x".repeat(151), "too_long", { max: 150 }],
  ["name", nameField, "😀".repeat(151), "too_long", { max: 150 }],
  ["name", nameField, "a\u0000b", "malformed_text"],
  ["name", nameField, "Al\n", "malformed_text"],
  ["name", nameField, "a\u0085b", "malformed_text"],
  ["name", nameField, "a\u202eb", "malformed_text"],
  ["name", nameField, "a\u2066b", "malformed_text"],
  ["name", nameField, "a\ud800", "malformed_text"],
  ["username", usernameField, "   ", "blank"],
  ["username", usernameField, "x".repeat(151), "too_long", { max: 150 }],
  ["username", usernameField, "\ufdfa".repeat(100), "too_long", { max: 150 }],
  ["username", usernameField, "x".repeat(1_000_000), "too_long", { max: 150 }],
  ["username", usernameField, "a b", "invalid_username"],
  ["username", usernameField, "ADMIN", "reserved_name"],
  ["username", usernameField, "pаypal", "confusable_name"],
  ["email", emailField, " ", "blank"],
  ["email", emailField, "plain", "invalid_email"],
  ["email", emailField, "user\u0000@example.org", "invalid_email"],
  ["email", emailField, `${"a".repeat(250)}@b.org`, "too_long", { max: 254 }],
  ["login", loginField, "x".repeat(255), "too_long", { max: 254 }],
  ["login", loginField, "a\u0000", "malformed_text"],
  ["password", passwordField, "x".repeat(1025), "too_many_bytes", { max: 1024 }],
  ["password", passwordField, "é".repeat(513), "too_many_bytes", { max: 1024 }],
  ["password", passwordField, "aaaaaaaa\ud800", "malformed_text"],
  ["password", passwordField, "aaaa\u0000aaaa", "malformed_text"],
  ["integer", integer, absent, "required"],
  ["integer", integer, null, "null"],
  ["integer", integer, "", "not_an_integer"],
  ["integer", integer, "1.5", "not_an_integer"],
  ["integer", integer, "0x1", "not_an_integer"],
  ["integer", integer, 1.5, "not_an_integer"],
  ["integer", integer, true, "not_an_integer"],
  ["integer", integer, [1], "not_an_integer"],
  ["integer", integer, 0, "too_small", { min: 1 }],
  ["integer", integer, "11", "too_large", { max: 10 }],
  ["boolean", booleanField, absent, "required"],
  ["boolean", booleanField, null, "null"],
  ["boolean", booleanField, "", "not_a_boolean"],
  ["boolean", booleanField, "perhaps", "not_a_boolean"],
  ["boolean", booleanField, 2, "not_a_boolean"],
  ["boolean", booleanField, [], "not_a_boolean"],
  ["terms", termsField, absent, "required"],
  ["terms", termsField, false, "terms_not_accepted"],
  ["terms", termsField, "off", "terms_not_accepted"],
  ["optional e-mail", optionalField(emailField), null, "null"],
  ["optional e-mail", optionalField(emailField), "plain", "invalid_email"],
  ["link parameter", linkFields.signature, absent, "required"],
  ["link parameter", linkFields.signature, null, "null"],
  ["link parameter", linkFields.signature, "", "blank"],
  ["link parameter", linkFields.signature, ["x", "y"], "not_a_string"],
  ["timestamp", linkFields.timestamp, absent, "required"],
  ["timestamp", linkFields.timestamp, null, "null"],
  ["timestamp", linkFields.timestamp, "", "blank"],
  ["timestamp", linkFields.timestamp, true, "not_an_integer"],
  ["timestamp", linkFields.timestamp, 1.5, "not_an_integer"],
  ["plain zod string", z.string(), absent, "required"],
  ["plain zod string", z.string(), null, "null"],
  ["plain zod string", z.string(), 1, "not_a_string"],
  ["plain zod string", z.string().min(1), "", "blank"],
  ["plain zod string", z.string().min(3), "ab", "too_short", { min: 3 }],
  ["plain zod string", z.string().max(3), "abcd", "too_long", { max: 3 }],
  ["plain zod e-mail", z.email(), "x", "invalid_email"],
  ["plain zod number", z.number(), "1", "not_a_number"],
  ["plain zod integer", z.int(), 1.5, "not_an_integer"],
  ["plain zod number", z.number().min(3), 2, "too_small", { min: 3 }],
  ["plain zod number", z.number().max(3), 4, "too_large", { max: 3 }],
  ["plain zod boolean", z.boolean(), "x", "not_a_boolean"],
  ["plain zod list", z.array(z.string()), {}, "not_a_list"],
  ["plain zod object", z.object({}), 1, "not_an_object"],
  ["plain zod choice", z.enum(["a", "b"]), "c", "invalid_choice"],
  ["plain zod pattern", z.string().regex(/^a$/), "c", "invalid"],
];

describe("fieldRefusals", () => {
  test.each(rows.map(([kind, field, value, code, values]) => ({ kind, field, value, code, values })))(
    "$kind: $value is $code",
    ({ field, value, code, values }) => {
      expect(refusalsOfField(field, value)).toEqual([{ code, field: "field", ...(values && { values }) }]);
    },
  );

  test("every field of a body is named, in its order", () => {
    const schema = z.object({ username: usernameField, email: emailField, password: passwordField });
    expect(refusalsOf(schema, { email: null, password: "" })).toEqual([
      { code: "required", field: "username" },
      { code: "null", field: "email" },
      { code: "blank", field: "password" },
    ]);
  });

  test("several rules broken by one field are all told, a wrong type is told alone", () => {
    const schema = z.object({ field: z.string().min(3).regex(/^a/).regex(/^b/) });
    expect(refusalsOf(schema, { field: "x" })).toEqual([
      { code: "too_short", field: "field", values: { min: 3 } },
      { code: "invalid", field: "field" },
    ]);
    expect(refusalsOf(schema, { field: [] })).toEqual([{ code: "not_a_string", field: "field" }]);
  });

  test("nested fields are joined by a dot", () => {
    const schema = z.object({ channel: z.object({ name: z.string() }) });
    expect(refusalsOf(schema, { channel: {} })).toEqual([{ code: "required", field: "channel.name" }]);
  });

  test.each([
    [[], "list"],
    ["x", "str"],
    [1, "int"],
    [1.5, "float"],
    [true, "bool"],
    [null, "NoneType"],
  ])("a body %j is no object, but %s", (body, got) => {
    expect(refusalsOf(z.object({}), body)).toEqual([{ code: "not_an_object", values: { got } }]);
  });

  test("inherited properties are no fields", () => {
    const schema = z.object({ constructor: z.string(), __proto__: z.unknown() });
    expect(refusalsOf(schema, {})[0]).toEqual({ code: "required", field: "constructor" });
  });
});
