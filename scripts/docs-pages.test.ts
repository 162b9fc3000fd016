import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { eventNames } from "#lib/env/event-names.ts";
import { tableRows } from "./docs/table.ts";

const pages = globSync(["*.md", "docs/**/*.md"]).map((page) => page.replaceAll("\\", "/"));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** Matches of the first group, without duplicates. */
function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))];
}

/** Whether a path of the project, braces, stars and placeholders allowed, names something that is there. */
function isThere(name: string): boolean {
  if (/[<…]/.test(name)) return true;
  return existsSync(name) || globSync(name).length > 0;
}

describe.each(pages)("%s", (page) => {
  const text = readFileSync(page, "utf8");

  test("links only to files that are there", () => {
    const targets = found(text, /\]\((?!https?:|#)([^)#\s]+)/g);
    expect(targets.filter((target) => !existsSync(path.join(path.dirname(page), target)))).toEqual([]);
  });

  test("names only files that are there", () => {
    const names = found(text, /`((?:app|components|docs|e2e|emails|lib|prisma|scripts)\/[^`\s]*)`/g);
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  test("names only commands that are there", () => {
    const commands = found(text, /npm run ([\w:-]+)/g);
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
    const files = found(text, /scripts\/run\.mjs (\S+\.m?[jt]s)/g);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});

test("README.md and ARCHITECTURE.md stay short", () => {
  const linesOf = (page: string) => readFileSync(page, "utf8").split("\n").length;
  expect(linesOf("README.md")).toBeLessThanOrEqual(200);
  expect(linesOf("ARCHITECTURE.md")).toBeLessThanOrEqual(150);
});

test("docs/from-django.md names only settings of ours that exist", () => {
  const known = tableRows(readFileSync("docs/settings.md", "utf8")).map(([name = ""]) => name.replaceAll("`", ""));
  const rows = tableRows(readFileSync("docs/from-django.md", "utf8"));
  const said = rows.flatMap(([theirs = "", ours = ""]) =>
    found(ours === "the same" ? theirs : ours, /`([A-Z][A-Z_]{5,})\b/g),
  );
  expect(said.length).toBeGreaterThan(50);
  expect(said.filter((name) => !known.includes(name))).toEqual([]);
});

// Their settings_fields.py and verification_redirects/settings.py; docs/settings.rst; app_settings.py.
const settingsOfTheModels = `
  USER_LOGIN_FIELDS USER_LOGIN_FIELDS_UNIQUE_CHECK_ENABLED USER_HIDDEN_FIELDS USER_PUBLIC_FIELDS USER_EDITABLE_FIELDS
  USER_EMAIL_FIELD USER_VERIFICATION_ID_FIELD USER_VERIFICATION_FLAG_FIELD REGISTER_FLOW_ENABLED REGISTER_SERIALIZER_CLASS
  REGISTER_SERIALIZER_PASSWORD_CONFIRM REGISTER_OUTPUT_SERIALIZER_CLASS REGISTER_VERIFICATION_ENABLED
  REGISTER_VERIFICATION_EMAIL_SENDER REGISTER_VERIFICATION_PERIOD REGISTER_VERIFICATION_URL
  REGISTER_VERIFICATION_ONE_TIME_USE REGISTER_VERIFICATION_EMAIL_TEMPLATES REGISTER_VERIFICATION_AUTO_LOGIN
  LOGIN_SERIALIZER_CLASS LOGIN_AUTHENTICATOR LOGIN_AUTHENTICATE_SESSION LOGIN_RETRIEVE_TOKEN AUTH_TOKEN_MANAGER_CLASS
  LOGIN_DEFAULT_SESSION_AUTHENTICATION_BACKEND SEND_RESET_PASSWORD_LINK_SERIALIZER_CLASS
  SEND_RESET_PASSWORD_LINK_USER_FINDER SEND_RESET_PASSWORD_LINK_SERIALIZER_USE_EMAIL
  RESET_PASSWORD_FAIL_WHEN_USER_NOT_FOUND RESET_PASSWORD_VERIFICATION_ENABLED RESET_PASSWORD_VERIFICATION_EMAIL_SENDER
  RESET_PASSWORD_VERIFICATION_PERIOD RESET_PASSWORD_VERIFICATION_URL RESET_PASSWORD_VERIFICATION_ONE_TIME_USE
  RESET_PASSWORD_VERIFICATION_EMAIL_TEMPLATES RESET_PASSWORD_SERIALIZER_PASSWORD_CONFIRM REGISTER_EMAIL_SERIALIZER_CLASS
  REGISTER_EMAIL_VERIFICATION_ENABLED REGISTER_EMAIL_VERIFICATION_EMAIL_SENDER REGISTER_EMAIL_VERIFICATION_PERIOD
  REGISTER_EMAIL_VERIFICATION_URL REGISTER_EMAIL_VERIFICATION_EMAIL_TEMPLATES VERIFICATION_FROM_EMAIL
  VERIFICATION_REPLY_TO_EMAIL VERIFICATION_EMAIL_HTML_TO_TEXT_CONVERTER VERIFICATION_URL_BUILDER
  VERIFICATION_TEMPLATE_CONTEXT_BUILDER VERIFICATION_TEMPLATE_RENDERER VERIFICATION_TEMPLATES_SELECTOR
  CHANGE_PASSWORD_SERIALIZER_PASSWORD_CONFIRM PROFILE_SERIALIZER_CLASS SUCCESS_RESPONSE_BUILDER
  USE_NON_FIELD_ERRORS_KEY_FROM_DRF_SETTINGS NOT_AUTHENTICATED_PERMISSION_CLASSES VERIFY_REGISTRATION_SUCCESS_URL
  VERIFY_REGISTRATION_FAILURE_URL VERIFY_EMAIL_SUCCESS_URL VERIFY_EMAIL_FAILURE_URL RESET_PASSWORD_SUCCESS_URL
  RESET_PASSWORD_FAILURE_URL ACCOUNT_ACTIVATION_DAYS REGISTRATION_OPEN REGISTRATION_SALT LOGIN_SERIALIZER TOKEN_SERIALIZER
  JWT_SERIALIZER JWT_SERIALIZER_WITH_EXPIRATION JWT_TOKEN_CLAIMS_SERIALIZER USER_DETAILS_SERIALIZER
  PASSWORD_RESET_SERIALIZER PASSWORD_RESET_CONFIRM_SERIALIZER PASSWORD_CHANGE_SERIALIZER REGISTER_SERIALIZER
  REGISTER_PERMISSION_CLASSES TOKEN_MODEL TOKEN_CREATOR PASSWORD_RESET_USE_SITES_DOMAIN SESSION_LOGIN USE_JWT
  JWT_AUTH_COOKIE JWT_AUTH_REFRESH_COOKIE JWT_AUTH_REFRESH_COOKIE_PATH JWT_AUTH_SECURE JWT_AUTH_HTTPONLY
  JWT_AUTH_SAMESITE JWT_AUTH_COOKIE_DOMAIN JWT_AUTH_RETURN_EXPIRATION OLD_PASSWORD_FIELD_ENABLED
  LOGOUT_ON_PASSWORD_CHANGE JWT_AUTH_COOKIE_USE_CSRF JWT_AUTH_COOKIE_ENFORCE_CSRF_ON_UNAUTHENTICATED`;

test("docs/from-django.md has a row for every setting of the three models", () => {
  const rows = tableRows(readFileSync("docs/from-django.md", "utf8"));
  const theirs = rows.flatMap(([names = ""]) => found(names, /`(\w+)`/g));
  const missing = settingsOfTheModels
    .trim()
    .split(/\s+/)
    .filter((name) => !theirs.includes(name));
  expect(missing).toEqual([]);
});

test("docs/operations.md names the log events that are written, and no other", () => {
  const text = readFileSync("docs/operations.md", "utf8").split("## Logs and events")[1]?.split(/^## /m)[0] ?? "";
  const events = tableRows(text).flatMap(([names = ""]) => found(names, /`(\w+)`/g));
  const files = globSync("{lib,app}/**/*.{ts,tsx}").filter((file) => !file.includes(".test."));
  const code = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const written = [...eventNames, ...found(code, /\blog\.(?:info|warn|error)\(\s*"(\w+)"/g)];
  expect(written.length).toBeGreaterThan(40);
  expect(written.filter((event) => !events.includes(event))).toEqual([]);
  expect(events.filter((event) => !code.includes(`"${event}"`))).toEqual([]);
});

test("the example of docs/testing.md is a test that runs", () => {
  const example = /```ts\n(.+?)```/s.exec(readFileSync("docs/testing.md", "utf8"))?.[1] ?? "missing";
  expect(readFileSync("e2e/browser/adopters-kit.spec.ts", "utf8").slice(0, example.length)).toBe(example);
  expect(example.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
  expect(example).not.toMatch(/sleep|waitForTimeout/);
});
