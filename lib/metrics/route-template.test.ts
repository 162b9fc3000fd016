import { describe, expect, test } from "vitest";
import { routeTemplate, templatesOf } from "./route-template.ts";

const templates = templatesOf([
  "/api/v1/auth/[provider]",
  "/api/v1/auth/login",
  "/api/v1/accounts/sessions/[id]",
  "/api/auth/[...nextauth]",
  "/api/[[...rest]]",
  "/",
]);

describe("the template of a path", () => {
  test.each([
    ["/", "/"],
    ["/api/v1/auth/login/", "/api/v1/auth/login"],
    ["/api/v1/auth/google/", "/api/v1/auth/[provider]"],
    ["/api/v1/accounts/sessions/01890000-0000-7000-8000-000000000000", "/api/v1/accounts/sessions/[id]"],
    ["/api/auth/callback/google", "/api/auth/[...nextauth]"],
    ["/api/auth", "other"],
    ["/api/nobody/made/this", "other"],
    ["/wp-admin", "other"],
  ])("%s is %s", (target, template) => {
    expect(routeTemplate(target, templates)).toBe(template);
  });
});
