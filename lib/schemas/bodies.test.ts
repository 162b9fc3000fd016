import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { deleteAccountBody } from "./account.ts";
import { fieldRefusals } from "./codes.ts";
import { cancelEmailChangeBody, registerEmailBody, undoEmailChangeBody, verifyEmailBody } from "./email-change.ts";
import { textField } from "./fields.ts";
import { loginBody, logoutBody, reauthenticateBody } from "./login.ts";
import { changePasswordBody, confirmationRefusals, resetPasswordBody, sendResetPasswordLinkBody } from "./password.ts";
import { profileBody } from "./profile.ts";
import {
  correctRegistrationBody,
  resendOwnVerificationBody,
  resendVerificationBody,
  verifyRegistrationBody,
} from "./registration.ts";

function problems(schema: z.ZodType, body: unknown): string[] {
  const parsed = schema.safeParse(body);
  if (parsed.success) return [];
  return fieldRefusals(parsed.error, body).map(({ field = "", code }) => `${field}: ${code}`);
}

const link = { user_id: "6f1d6a0e-3c1b-4f3e-9a55-0c8d6f0b7a11", timestamp: "1800000000", signature: "x" };

describe("link bodies", () => {
  const bodies = {
    "verify-registration": verifyRegistrationBody,
    "verify-email": verifyEmailBody,
    "undo-email-change": undoEmailChangeBody,
    "reset-password": resetPasswordBody({ passwordConfirm: false }),
  };
  const whole = { ...link, email: "user@example.org", password: "Cobalt-otter-41" };

  test.each(Object.entries(bodies))("%s demands the parameters of the link", (_name, schema) => {
    for (const field of ["user_id", "timestamp", "signature"]) {
      expect(problems(schema, { ...whole, [field]: undefined })).toEqual([`${field}: required`]);
      expect(problems(schema, { ...whole, [field]: null })).toEqual([`${field}: null`]);
      expect(problems(schema, { ...whole, [field]: " " })).toEqual([`${field}: blank`]);
      expect(problems(schema, { ...whole, [field]: ["x"] })).toHaveLength(1);
    }
  });

  test.each(Object.entries(bodies))("%s leaves a wrong shape to the parser of links", (_name, schema) => {
    const odd = { ...whole, user_id: "1 OR 1=1\0", timestamp: "NaN", signature: "A".repeat(8_000) };
    expect(schema.parse(odd)).toMatchObject({ user_id: odd.user_id, timestamp: "NaN", signature: odd.signature });
  });

  test.each(Object.entries(bodies))("%s takes the timestamp as a JSON integer, too", (_name, schema) => {
    expect(schema.parse({ ...whole, timestamp: 1_800_000_000 })).toMatchObject({ timestamp: "1800000000" });
  });

  test("an address out of a link is kept as it came, a typed one is made canonical", () => {
    expect(verifyEmailBody.parse({ ...whole, email: "NEW%40x" }).email).toBe("NEW%40x");
    expect(undoEmailChangeBody.parse({ ...whole, email: " Old@Example.org" }).email).toBe("old@example.org");
  });

  test("empty inputs of the verification page count as absent, an empty confirmation does not agree", () => {
    const body = verifyRegistrationBody.parse({ ...link, password: "", new_password: "", new_password_confirm: "" });
    expect([body.password, body.new_password]).toEqual([undefined, undefined]);
    expect(confirmationRefusals("secret", body.new_password_confirm, "new_password_confirm")).toEqual([
      { code: "passwords_differ", field: "new_password_confirm" },
    ]);
  });

  test("a differing confirmation of a reset is no matter of the schema", () => {
    const schema = resetPasswordBody({ passwordConfirm: true });
    expect(problems(schema, whole)).toEqual(["password_confirm: required"]);
    expect(problems(schema, { ...whole, password_confirm: "other" })).toEqual([]);
  });
});

describe("passwords", () => {
  const change = { old_password: "Cobalt-otter-41", password: "Velvet-heron-52", password_confirm: "Velvet-heron-52" };

  test("change-password/ asks for the old password and the new one twice", () => {
    const schema = changePasswordBody({ passwordConfirm: true, oldPassword: true });
    expect(problems(schema, {})).toEqual([
      "old_password: required",
      "password: required",
      "password_confirm: required",
    ]);
    expect(problems(schema, { ...change, password_confirm: "x" })).toEqual(["password_confirm: passwords_differ"]);
    expect(schema.parse(change)).toEqual(change);
  });

  test("by setting it asks for less", () => {
    const schema = changePasswordBody({ passwordConfirm: false, oldPassword: false });
    expect(schema.parse(change)).toEqual({ password: change.password });
  });

  test("send-reset-password-link/ takes a login, or by setting an address, and calls both login", () => {
    expect(sendResetPasswordLinkBody({ useEmail: false }).parse({ login: " mia_t " })).toEqual({ login: "mia_t" });
    const byEmail = sendResetPasswordLinkBody({ useEmail: true });
    expect(byEmail.parse({ email: "MIA@example.org" })).toEqual({ login: "mia@example.org" });
    expect(problems(byEmail, { login: "mia_t" })).toEqual(["email: required"]);
  });

  test("an agreeing or absent confirmation is no refusal", () => {
    expect(confirmationRefusals("a", "a")).toEqual([]);
    expect(confirmationRefusals("a", undefined)).toEqual([]);
  });
});

describe("other bodies", () => {
  test("login/ and reauthenticate/ demand what they name", () => {
    expect(problems(loginBody, {})).toEqual(["login: required", "password: required"]);
    expect(problems(reauthenticateBody, { password: 0 })).toEqual(["password: not_a_string"]);
  });

  test("logout/ reads the box of a form and of JSON alike", () => {
    expect(logoutBody.parse({})).toEqual({});
    expect(logoutBody.parse({ revoke_token: true })).toEqual({ revoke_token: true });
    expect(logoutBody.parse({ revoke_token: "false" })).toEqual({ revoke_token: false });
  });

  test("resend-verification/ needs a name, unless the registrant cookie names the row", () => {
    expect(problems(resendVerificationBody, {})).toEqual(["email: required"]);
    expect(problems(resendVerificationBody, { login: "kai_r" })).toEqual([]);
    expect(problems(resendVerificationBody, { email: "kai@example.org" })).toEqual([]);
    expect(problems(resendOwnVerificationBody, {})).toEqual([]);
  });

  test("addresses come out canonical", () => {
    expect(registerEmailBody.parse({ email: "NEW@Example.org" })).toEqual({ email: "new@example.org" });
    expect(correctRegistrationBody.parse({ email: "NEW@Example.org" })).toEqual({ email: "new@example.org" });
  });

  test("bodies without demands take an empty one", () => {
    expect(cancelEmailChangeBody.parse({ x: 1 })).toEqual({});
    expect(deleteAccountBody.parse({})).toEqual({});
  });
});

describe("profile/", () => {
  const editableFields = ["username", "first_name", "last_name", "nickname"];
  const options = { editableFields, usernameRequired: true, customFields: { nickname: textField({ max: 5 }) } };

  test("PUT demands what an account must have, PATCH nothing", () => {
    expect(problems(profileBody({ ...options, method: "put" }), {})).toEqual([
      "nickname: required",
      "username: required",
    ]);
    expect(profileBody({ ...options, method: "patch" }).parse({ first_name: "Dora" })).toEqual({
      first_name: "Dora",
      customFields: {},
    });
  });

  test("names may be emptied, the username may not", () => {
    const schema = profileBody({ ...options, method: "patch" });
    expect(schema.parse({ first_name: "" }).first_name).toBe("");
    expect(problems(schema, { username: "", first_name: null })).toEqual(["username: blank", "first_name: null"]);
  });

  test("what is not editable is dropped, the address always", () => {
    const schema = profileBody({ ...options, method: "put", editableFields: ["first_name", "email"] });
    const body = { username: "dkim", first_name: "Dora", nickname: "D", email: "x@example.org", id: 1 };
    expect(schema.parse(body)).toEqual({ first_name: "Dora", customFields: {} });
  });
});
