import { expect, test } from "vitest";
import { describeError } from "./describe-error.ts";

test("an error is told by name, code and place, without its message", () => {
  const error = Object.assign(new Error("duplicate key (email)=(user@example.org)\n    at user@example.org"), {
    code: "P2002",
  });
  const described = describeError(error);
  expect(described).toMatchObject({ name: "Error", code: "P2002" });
  expect(described.stack?.[0]).toContain("describe-error.test.ts");
  expect(JSON.stringify(described)).not.toContain("user@example.org");
});

test("the cause is told in the same way", () => {
  const cause = Object.assign(new Error("secret"), { code: "ECONNREFUSED" });
  const described = describeError(new Error("outer secret", { cause }));
  expect(described.cause).toMatchObject({ name: "Error", code: "ECONNREFUSED" });
  expect(JSON.stringify(described)).not.toContain("secret");
});

test("the engine's own sentences about code are kept", () => {
  const caught = (() => {
    try {
      return JSON.parse("null").name;
    } catch (error) {
      return error;
    }
  })();
  expect(describeError(caught).message).toBe("Cannot read properties of null (reading 'name')");
});

test("what a database driver gives as the cause is told by its kind and code, without values", () => {
  const cause = { kind: "postgres", originalCode: "53100", originalMessage: "disk full: secret", host: "db.example" };
  expect(describeError(new Error("secret", { cause })).cause).toEqual({ name: "postgres", code: "53100" });
  const away = { kind: "DatabaseNotReachable", host: "db.example", port: 5432 };
  expect(describeError(new Error("secret", { cause: away })).cause).toEqual({ name: "DatabaseNotReachable" });
  expect(describeError({ kind: "a secret of somebody's" })).toEqual({ name: "object" });
});

test("anything thrown can be described", () => {
  expect(describeError("text with a secret")).toEqual({ name: "string" });
  expect(describeError(null)).toEqual({ name: "object" });
});
