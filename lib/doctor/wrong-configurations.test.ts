import { describe, expect, test } from "vitest";
import type { ConnectionFacts } from "#lib/db/connection-facts.ts";
import { judgeConnection, judgeFacts } from "./check-database.ts";
import { checkSettings } from "./check-settings.ts";
import type { DatabaseFacts } from "./database-store.ts";
import type { Finding } from "./finding.ts";
import { report } from "./report.ts";

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256)).toString("base64");
const otherKey = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 41 + 7) % 256)).toString("base64");

const sound = {
  APP_URL: "https://accounts.example.org",
  SECRET_KEY: key,
  DATABASE_URL: "postgresql://latchkey:hidden@db.example.org/latchkey?sslmode=require",
  MAIL_TRANSPORT: "smtp",
  SMTP_URL: "smtps://user:hidden@mail.example.org",
  VERIFICATION_FROM_EMAIL: "accounts@example.org",
  TRUSTED_PROXY_COUNT: "1",
};

const soundFacts: DatabaseFacts = {
  version: 18,
  nowMs: 0,
  encoding: "UTF8",
  isReadOnly: false,
  isSuperuser: false,
  mayCreate: true,
  mayMakeSchemas: true,
  maxConnections: 100,
};

const soundConnection: ConnectionFacts = { timeZone: "UTC", isUtc: true, isBounded: true };

const notFine = (findings: readonly Finding[]) => findings.filter(({ level }) => level !== "fine");

/** One finding, which names `about` and whose mend holds `mend`; neither is longer than a line. */
function expectOne(findings: readonly Finding[], about: string, mend: string): void {
  const found = notFine(findings);
  expect(found.map(({ what }) => what)).toEqual([expect.stringContaining(about)]);
  expect(found[0]?.mend).toContain(mend);
  for (const text of [found[0]?.what ?? "", found[0]?.mend ?? ""]) {
    expect(text).not.toMatch(/\n|hidden/);
    expect(text.length).toBeGreaterThan(0);
    expect(text.length).toBeLessThan(160);
  }
}

describe("a sound configuration", () => {
  test("has nothing to mend", () => {
    expect(notFine(checkSettings(sound).findings)).toEqual([]);
    expect(notFine(judgeFacts(soundFacts, { skewSeconds: 0.1, connections: 28 }))).toEqual([]);
    expect(notFine(judgeConnection(soundConnection))).toEqual([]);
  });

  test("is none that says nothing: local mode has nothing to mend either", () => {
    expect(notFine(checkSettings({}).findings)).toEqual([]);
  });
});

describe("a wrong configuration is named with its mend", () => {
  test.each<[string, Readonly<Record<string, string | undefined>>, string, string]>([
    ["no key", { SECRET_KEY: undefined }, "SECRET_KEY is missing", "openssl rand"],
    ["a short key", { SECRET_KEY: "c2hvcnQ=" }, "SECRET_KEY is shorter", "openssl rand"],
    ["a known key", { SECRET_KEY: Buffer.alloc(32).toString("base64") }, "SECRET_KEY is a known", "openssl rand"],
    ["the same key twice", { SECRET_KEY: `${key},${key}` }, "SECRET_KEY holds the same key twice", "remove one"],
    ["a replacement that never ended", { SECRET_KEY: `${key},${otherKey}` }, "SECRET_KEY holds 2 keys", "alone"],
    ["http in public", { APP_URL: "http://accounts.example.org" }, "APP_URL must start with https", "TLS proxy"],
    ["an address with a path", { APP_URL: "https://example.org/accounts" }, "APP_URL must be an origin", "APP_URL"],
    ["an address that is none", { APP_URL: "accounts.example.org" }, "APP_URL", "APP_URL"],
    ["no trusted proxy", { TRUSTED_PROXY_COUNT: undefined }, "TRUSTED_PROXY_COUNT is 0", "proxies"],
    [
      "loopback without a trusted proxy",
      { BIND: "127.0.0.1", TRUSTED_PROXY_COUNT: undefined },
      "no proxy is trusted",
      "TRUSTED_PROXY_COUNT=1",
    ],
    ["too many processes", { WEB_CONCURRENCY: "64" }, "WEB_CONCURRENCY is 64", "Leave it out"],
    ["a front end of another site", { FRONTEND_ORIGINS: "https://app.example.net" }, "another site", "Bearer"],
    [
      "a front end without https",
      { FRONTEND_ORIGINS: "http://app.example.org" },
      "FRONTEND_ORIGINS",
      "FRONTEND_ORIGINS",
    ],
    ["limits switched off", { RATE_LIMIT_SCALE: "1000" }, "RATE_LIMIT_SCALE", "remove it"],
    ["a limit that is none", { RATE_LIMIT_LOGIN_IP: "many" }, "RATE_LIMIT_LOGIN_IP", "RATE_LIMIT_LOGIN_IP"],
    ["a misspelt name", { REGISTRATION_OPNE: "false" }, "REGISTRATION_OPNE is no setting", "REGISTRATION_OPEN"],
    ["a name that is nobody's", { ACCOUNT_SHOE_SIZE: "43" }, "ACCOUNT_SHOE_SIZE is no setting", "emove it"],
    ["captured mail", { MAIL_TRANSPORT: "inbox", SMTP_URL: undefined }, "MAIL_TRANSPORT must be smtp", "reach people"],
    ["no mail server", { SMTP_URL: undefined }, "MAIL_TRANSPORT=smtp needs SMTP_URL", "mail server"],
    ["no sender", { VERIFICATION_FROM_EMAIL: undefined }, "VERIFICATION_FROM_EMAIL is missing", "address"],
    ["a sender that takes no mail", { VERIFICATION_FROM_EMAIL: "me@here.local" }, "takes no mail", "domain of yours"],
    ["mail in the open", { SMTP_URL: "smtp://mail.example.org:587" }, "does not demand TLS", "smtps://"],
    ["two mail servers", { EMAIL_HOST: "other.example.org" }, "both name the mail server", "keep one"],
    ["a key that nobody uses", { RESEND_API_KEY: "re_hidden" }, "RESEND_API_KEY is set, but", "remove the key"],
    ["the embedded database", { DATABASE_URL: undefined }, "the embedded one", "db:move"],
    [
      "several processes on it",
      { DATABASE_URL: undefined, WEB_CONCURRENCY: "2" },
      "WEB_CONCURRENCY above 1 needs DATABASE_URL",
      "one process",
    ],
    [
      "a database in the open",
      { DATABASE_URL: "postgresql://u:hidden@db.example.org/latchkey" },
      "without TLS",
      "sslmode=require",
    ],
    [
      "an sslmode that nobody keeps",
      { DATABASE_URL: "postgresql://u:hidden@db.example.org/latchkey?sslmode=prefer" },
      "DATABASE_URL asks for an sslmode that is not kept",
      "verify-full",
    ],
    [
      "a database without a name",
      { DATABASE_URL: "postgresql://u:hidden@db.example.org?sslmode=require" },
      "names no database",
      "Add its name",
    ],
    ["a guessable token", { METRICS_TOKEN: "a".repeat(30) }, "METRICS_TOKEN is guessable", "openssl rand"],
    ["cheap hashes", { PASSWORD_HASH_MEMORY_KIB: "1024" }, "PASSWORD_HASH_MEMORY_KIB", "PASSWORD_HASH_MEMORY_KIB"],
    ["links that live on", { REGISTER_VERIFICATION_ONE_TIME_USE: "false" }, "REGISTER_VERIFICATION_ONE_TIME_USE", ""],
  ])("%s", (_what, change, ...[about, mend]) => {
    expectOne(checkSettings({ ...sound, ...change }).findings, about, mend);
  });

  test.each<[string, Partial<DatabaseFacts>, number, string, string]>([
    ["an old database", { version: 13 }, 0, "PostgreSQL 13 is too old", "15"],
    ["another encoding", { encoding: "SQL_ASCII" }, 0, "encoding is SQL_ASCII", "UTF8"],
    ["a standby", { isReadOnly: true }, 0, "only be read", "primary"],
    ["a user without rights", { mayCreate: false }, 0, "make no tables", "GRANT CREATE"],
    ["a user without a queue", { mayMakeSchemas: false }, 0, "no schema for the queue", "GRANT CREATE"],
    ["a superuser", { isSuperuser: true }, 0, "superuser", "nothing else"],
    ["too few connections", { maxConnections: 20 }, 0, "may open 28 connections", "max_connections"],
    ["a clock that is behind", {}, -90, "90 s behind", "NTP"],
    ["a clock that is ahead", {}, 5, "5 s ahead", "NTP"],
  ])("%s", (_what, change, ...[skewSeconds, about, mend]) => {
    expectOne(judgeFacts({ ...soundFacts, ...change }, { skewSeconds, connections: 28 }), about, mend);
  });

  test.each<[string, Partial<ConnectionFacts>, string, string]>([
    ["a pooler that drops the zone", { timeZone: "Asia/Kolkata", isUtc: false }, "Asia/Kolkata, not UTC", "timezone"],
    ["a pooler that drops the limits", { isBounded: false }, "drops the time limits", "statement_timeout"],
  ])("%s", (_what, change, ...[about, mend]) => {
    expectOne(judgeConnection({ ...soundConnection, ...change }), about, mend);
  });

  test("all of them at once are all told, and what is valid beside them is not judged by guess", () => {
    const { env, findings } = checkSettings({ ...sound, APP_URL: "nowhere", SECRET_KEY: "short", PORT: "x" });
    expect(env).toBeNull();
    const text = report(findings);
    for (const name of ["APP_URL", "SECRET_KEY", "PORT"]) expect(text).toContain(name);
    expect(text).toMatch(/3 wrong, 0 to think about/);
  });
});
