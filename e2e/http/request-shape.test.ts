import { describe, expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { newPerson, registration } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const posts = ["register", "verify-registration", "resend-verification", "login", "send-reset-password-link"];
const paths = posts.map((name) => `/api/v1/accounts/${name}/`);
const json = { "content-type": "application/json" };

describe.each(paths)("%s", (path) => {
  test.each(["GET", "PUT", "PATCH", "DELETE"])("answers %s with 405 and the methods it has", async (method) => {
    const answer = await clientOf(place).send(method, path);
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")?.split(", ")).toContain("POST");
    expect(answer.body).toMatchObject({ detail: `Method "${method}" not allowed.` });
  });

  test("tells its methods and fields on OPTIONS", async () => {
    const answer = await clientOf(place).send("OPTIONS", path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("allow")).toContain("POST");
  });

  test.each([
    ["text/plain", 'Unsupported media type "text/plain" in request.'],
    ["application/xml", 'Unsupported media type "application/xml" in request.'],
  ])("refuses a body of %s", async (type, detail) => {
    const answer = await clientOf(place).send("POST", path, { text: "x", headers: { "content-type": type } });
    expect([answer.status, answer.body.detail]).toEqual([415, detail]);
  });

  test.each(["{", "nothing", '{"a":1,}', "\u0000"])("refuses malformed JSON %j", async (text) => {
    const answer = await clientOf(place).send("POST", path, { text, headers: json });
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toMatch(/^JSON parse error - /);
  });

  test.each(["[]", '"text"', "7", "null"])("refuses the body %s, which is no object", async (text) => {
    const answer = await clientOf(place).send("POST", path, { text, headers: json });
    expect(answer.status).toBe(400);
    const fault =
      text === "[]" ? "Invalid data. Expected a dictionary, but got list." : expect.stringMatching(/^Invalid data\. /);
    expect(answer.body).toEqual({ non_field_errors: [fault] });
  });

  test("refuses more than 100 keys", async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`key${index}`, "1"]));
    expect((await clientOf(place).post(path, many)).status).toBe(400);
    expect((await clientOf(place).post(path, many, { as: "form" })).status).toBe(400);
  });

  test("refuses a body over 64 KiB", async () => {
    const answer = await clientOf(place).post(path, { username: "x".repeat(65 * 1024) });
    expect(answer.status).toBe(413);
  });

  test("is never kept by a cache", async () => {
    expect((await clientOf(place).post(path, {})).headers.get("cache-control")).toBe("no-store");
  });
});

test.each(["form", "multipart"] as const)(
  "a field given several times in a %s is refused at that field",
  async (as) => {
    const person = newPerson();
    const { username: _, ...others } = registration(person);
    const body = as === "form" ? new URLSearchParams() : new FormData();
    for (const [name, value] of Object.entries(others)) body.append(name, String(value));
    for (const name of [person.username, "second", "third"]) body.append("username", name);
    const answer = await fetch(`${place.url}/api/v1/accounts/register/`, { method: "POST", body });
    expect([answer.status, await answer.json()]).toEqual([400, { username: ["Not a valid string."] }]);
  },
);

test("a field given a hundred and one times is too many", async () => {
  const body = new URLSearchParams(Array.from({ length: 101 }, () => ["username", "x"]));
  const answer = await fetch(`${place.url}/api/v1/accounts/register/`, { method: "POST", body });
  expect(await answer.json()).toMatchObject({ code: "too_many_fields" });
});

test("a file in a multipart body is refused, not stored", async () => {
  const body = new FormData();
  for (const [name, value] of Object.entries(registration(newPerson()))) body.append(name, String(value));
  body.append("picture", new Blob(["x"]), "picture.png");
  const answer = await fetch(`${place.url}/api/v1/accounts/register/`, { method: "POST", body });
  expect(answer.status).toBeLessThan(500);
});

test.each(["/api/", "/api/v1/accounts/", "/api/v1/accounts/nothing/", "/api/v2/"])(
  "an unknown path %s below /api/ is 404 in JSON",
  async (path) => {
    const answer = await clientOf(place).get(path);
    expect([answer.status, answer.body]).toEqual([404, expect.objectContaining({ detail: "Not found." })]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  },
);
