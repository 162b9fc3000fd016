import { describe, expect, it } from "vitest";
import { fieldRefusals } from "#lib/schemas/codes.ts";
import { loginBody } from "#lib/schemas/login.ts";
import { registerBody } from "#lib/schemas/registration.ts";
import { type FormSchema, type FormValues, schemaResolver } from "./resolver.ts";

const texts = { blank: "This field may not be blank.", too_long: "At most {max, number} characters." };
const options = { fields: {}, shouldUseNativeValidation: false };

function resolve(
  schema: FormSchema,
  values: FormValues,
  complete = (typed: FormValues): Record<string, unknown> => typed,
) {
  const load = async () => ({ schema, refusals: fieldRefusals });
  return schemaResolver({ load, complete, texts })(values, undefined, options);
}

describe("schemaResolver", () => {
  it("passes what the schema passes, as it was typed", async () => {
    const values = { login: " ada ", password: " secret " };
    expect(await resolve(loginBody, values)).toEqual({ values, errors: {} });
  });

  it("shows the API's message at each field, with its bound", async () => {
    const { errors } = await resolve(loginBody, { login: "a".repeat(255), password: "" });
    expect(errors).toMatchObject({
      login: { type: "too_long", message: "At most 254 characters." },
      password: { type: "blank", message: "This field may not be blank." },
    });
  });

  it("finds no fault with a confirmation that has no input", async () => {
    const schema = registerBody({
      passwordConfirm: true,
      usernameRequired: false,
      emailRequired: false,
      termsRequired: false,
    });
    const mirror = (typed: FormValues) => ({ ...typed, password_confirm: typed["password"] });
    const { errors } = await resolve(schema, { password: "" }, mirror);
    expect(Object.keys(errors)).toEqual(["password"]);
  });

  it("lets everything pass to the server when the schema cannot be loaded", async () => {
    const load = () => Promise.reject(new Error("offline"));
    const values = { login: "" };
    const resolver = schemaResolver({ load, complete: (typed) => typed, texts });
    expect(await resolver(values, undefined, options)).toEqual({ values, errors: {} });
  });
});
