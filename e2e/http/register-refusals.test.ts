import { describe, expect, test } from "vitest";
import { faults } from "#e2e/support/answers.ts";
import { clientOf } from "#e2e/support/api.ts";
import { look } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { newPerson, signUp } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const path = "/api/v1/accounts/register/";

describe("a refused registration names each field and its fault", () => {
  const long = "a".repeat(151);
  test.each([
    ["username", undefined, faults.required],
    ["password", undefined, faults.required],
    ["password_confirm", undefined, faults.required],
    ["username", null, faults.null],
    ["password", null, faults.null],
    ["first_name", null, faults.null],
    ["username", ["kim"], faults.notString],
    ["username", true, faults.notString],
    ["email", { address: "kim@example.org" }, faults.notString],
    ["password", ["quiet-harbour"], faults.notString],
    ["username", "", faults.blank],
    ["username", "   ", faults.blank],
    ["password", "", faults.blank],
    ["username", long, faults.tooLong(150)],
    ["first_name", long, faults.tooLong(150)],
    [
      "email",
      `${"a".repeat(64)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example.org`,
      faults.tooLong(254),
    ],
    ["email", "kim", "Enter a valid email address."],
    ["email", "kim@localhost", "Enter a valid email address."],
    ["email", "Kim <kim@example.org>", "Enter a valid email address."],
    ["email", "kim@example.org,eve@example.org", "Enter a valid email address."],
    [
      "username",
      "kim@example.org",
      "Enter a valid username. This value may contain only letters, numbers, and ./+/-/_ characters.",
    ],
    [
      "username",
      "kim b",
      "Enter a valid username. This value may contain only letters, numbers, and ./+/-/_ characters.",
    ],
    ["username", "admin", "This name is reserved and cannot be registered."],
    ["username", "pаypal", "This name cannot be registered. Please choose a different name."],
  ])("%s = %j", async (field, value, fault) => {
    const answer = await signUp(clientOf(place), newPerson(), { [field]: value });
    expect(answer.status).toBe(400);
    expect(answer.body[field]).toContain(fault);
    expect(Object.keys(answer.body).filter((key) => key !== "non_field_errors")).toEqual([field]);
  });

  test("several faults are told at once", async () => {
    const answer = await clientOf(place).post(path, { username: "", email: "kim" });
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body).sort()).toEqual(["email", "password", "password_confirm", "username"]);
  });

  test.each([[undefined], [""]])("an address %j, all else being right, is no field error", async (email) => {
    const answer = await signUp(clientOf(place), newPerson(), { email });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ detail: "User without email cannot be verified", code: "user_without_email" });
  });

  test("each rule that a weak password breaks is told", async () => {
    const answer = await signUp(clientOf(place), newPerson(), { password: "1234567", password_confirm: "1234567" });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ non_field_errors: [] });
    expect(answer.body.password).toEqual(
      expect.arrayContaining([
        "This password is too short. It must contain at least 8 characters.",
        "This password is entirely numeric.",
      ]),
    );
  });

  test.each([
    ["password1", "This password is too common."],
    ["83729104658", "This password is entirely numeric."],
  ])("the password %s is refused", async (password, fault) => {
    const answer = await signUp(clientOf(place), newPerson(), { password, password_confirm: password });
    expect(answer.status).toBe(400);
    expect(answer.body.password).toContain(fault);
  });

  test("a password like the username is refused", async () => {
    const person = newPerson();
    const answer = await signUp(clientOf(place), { ...person, password: `${person.username}1` });
    expect(answer.body.password).toContain("The password is too similar to the username.");
  });

  test("a confirmation that differs is refused", async () => {
    const answer = await signUp(clientOf(place), newPerson(), { password_confirm: "something-else-entirely" });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ password_confirm: ["Passwords don't match"], non_field_errors: [] });
  });

  test("a refusal leaves no row and no mail", async () => {
    const person = newPerson();
    await signUp(clientOf(place), person, { password_confirm: "something-else-entirely" });
    expect(await look(place, "SELECT id FROM users WHERE username = $1", [person.username])).toEqual([]);
    await mailbox.expectNone(person.email);
  });
});
