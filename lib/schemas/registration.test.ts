import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fieldRefusals } from "./codes.ts";
import { integerField, textField } from "./fields.ts";
import { registerBody } from "./registration.ts";

function problems(schema: z.ZodType, body: unknown): string[] {
  const parsed = schema.safeParse(body);
  if (parsed.success) return [];
  return fieldRefusals(parsed.error, body).map(({ field = "", code }) => `${field}: ${code}`);
}

const defaults = { passwordConfirm: true, usernameRequired: true, emailRequired: false, termsRequired: false };
const register = registerBody(defaults);
const signUp = {
  username: "kai_r",
  email: "Kai@Example.com",
  password: "Cobalt-otter-41",
  password_confirm: "Cobalt-otter-41",
};

describe("register/", () => {
  test("an empty request names the required fields, and the e-mail is not among them", () => {
    expect(problems(register, {})).toEqual(["username: required", "password: required", "password_confirm: required"]);
  });

  test("fields come out canonical, names default to nothing, privileged and unknown fields are dropped", () => {
    const body = {
      ...signUp,
      username: " ka\u0131_r ",
      is_staff: true,
      id: 1,
      status: "active",
      customFields: { x: 1 },
    };
    expect(register.parse(body)).toEqual({
      ...signUp,
      username: "ka\u0131_r",
      email: "kai@example.com",
      first_name: "",
      last_name: "",
      customFields: {},
    });
  });

  test("a username comes out in NFKC", () => {
    expect(register.parse({ ...signUp, username: "ｋａｉ" }).username).toBe("kai");
  });

  test("passwords are not trimmed", () => {
    const password = " leading and trailing ";
    expect(register.parse({ ...signUp, password, password_confirm: password }).password).toBe(password);
    expect(problems(register, { ...signUp, password: `${signUp.password} ` })).toEqual([
      "password_confirm: passwords_differ",
    ]);
  });

  test("an e-mail left out or empty is left to the use case, null is refused", () => {
    expect(register.parse({ ...signUp, email: "" }).email).toBeUndefined();
    expect(problems(register, { ...signUp, email: null })).toEqual(["email: null"]);
  });

  test("where the confirmation is switched off it is dropped unread", () => {
    const body = { ...signUp, password_confirm: "something else" };
    expect(registerBody({ ...defaults, passwordConfirm: false }).parse(body)).not.toHaveProperty("password_confirm");
  });

  test("terms must be ticked where there are terms", () => {
    const schema = registerBody({ ...defaults, termsRequired: true });
    expect(problems(schema, signUp)).toEqual(["tos: required"]);
    expect(problems(schema, { ...signUp, tos: "false" })).toEqual(["tos: terms_not_accepted"]);
    expect(schema.parse({ ...signUp, tos: "on" }).tos).toBe(true);
    expect(register.parse({ ...signUp, tos: "on" })).not.toHaveProperty("tos");
  });

  test("an adopter's fields are validated and come out apart", () => {
    const customFields = { nickname: textField({ max: 5 }), age: integerField({ min: 18, max: 150 }).optional() };
    const schema = registerBody({ ...defaults, customFields });
    expect(schema.parse({ ...signUp, nickname: "K", age: "30" }).customFields).toEqual({ nickname: "K", age: 30 });
    expect(schema.parse({ ...signUp, nickname: "K" }).customFields).toEqual({ nickname: "K" });
    expect(problems(schema, { ...signUp, nickname: "Kaikai", age: 1 })).toEqual([
      "nickname: too_long",
      "age: too_small",
    ]);
  });

  test("an adopter's field cannot hide one of ours", () => {
    expect(() => registerBody({ ...defaults, customFields: { is_staff: z.boolean() } })).toThrow("is_staff");
  });

  test("keys that name prototypes change nothing", () => {
    const body: unknown = JSON.parse(
      `{"__proto__":{"isAdmin":true},"constructor":1,${JSON.stringify(signUp).slice(1)}`,
    );
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(register.parse(body)))).not.toContain("isAdmin");
    expect(Reflect.get({}, "isAdmin")).toBeUndefined();
  });

  test("the schema describes itself as JSON Schema", () => {
    expect(z.toJSONSchema(register, { io: "input" })).toMatchObject({
      properties: { username: { type: "string", maxLength: 150 }, email: { format: "email", maxLength: 254 } },
      required: ["username", "password", "password_confirm"],
    });
  });
});
