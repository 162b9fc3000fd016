import { describe, expect, it } from "vitest";
import { awaySeconds, outcomeOf, outcomeOfFlash } from "./outcome.ts";

const answer = (status: number, body: unknown = null, retryAfterSeconds: number | null = null) =>
  outcomeOf({ status, body, retryAfterSeconds });

describe("outcomeOf", () => {
  it("takes every success as done", () => {
    expect(answer(200, { detail: "Login successful" })).toEqual({ kind: "done" });
    expect(answer(201, { id: "1" })).toEqual({ kind: "done" });
  });

  it("keeps field messages and drops fields without one", () => {
    expect(answer(400, { password: ["too short"], non_field_errors: [] })).toEqual({
      kind: "fields",
      errors: { password: ["too short"] },
    });
  });

  it("tells a refusal of the whole by its code", () => {
    expect(answer(400, { detail: "Signature expired", code: "expired" })).toMatchObject({ code: "expired" });
    expect(answer(401, { detail: "Authentication credentials were not provided." })).toMatchObject({
      code: "not_authenticated",
    });
  });

  it("knows how long to wait", () => {
    expect(answer(429, null, 180)).toEqual({ kind: "throttled", seconds: 180 });
    expect(answer(503, null, 9)).toEqual({ kind: "away", seconds: 9 });
    expect(answer(502)).toEqual({ kind: "away", seconds: awaySeconds });
  });

  it("never shows a server's fault as words of its own", () => {
    expect(answer(500, { detail: "A server error occurred." })).toEqual({
      kind: "refused",
      code: "server_error",
      detail: "",
    });
    expect(answer(400, "<html>")).toMatchObject({ code: "server_error" });
  });
});

describe("outcomeOfFlash", () => {
  it("reads the same outcome as the script would", () => {
    expect(outcomeOfFlash({ endpoint: "login", status: 400, code: "login_invalid", detail: "No." })).toEqual({
      kind: "refused",
      code: "login_invalid",
      detail: "No.",
    });
    expect(outcomeOfFlash({ endpoint: "login", status: 400, errors: { login: ["blank"] } })).toEqual({
      kind: "fields",
      errors: { login: ["blank"] },
    });
    expect(outcomeOfFlash({ endpoint: "login", status: 429, retryAfterSeconds: 30 })).toEqual({
      kind: "throttled",
      seconds: 30,
    });
    expect(outcomeOfFlash({ endpoint: "login", status: 200 })).toEqual({ kind: "done" });
  });

  it("does not promise to try again where no script does", () => {
    expect(outcomeOfFlash({ endpoint: "login", status: 503, retryAfterSeconds: 5 })).toMatchObject({ kind: "refused" });
  });
});
