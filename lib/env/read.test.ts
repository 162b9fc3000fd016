import { describe, expect, test } from "vitest";
import { SettingsFault } from "./fault.ts";
import { readEnv } from "./read.ts";

const otherKey = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256)).toString("base64");
const publicPlace = {
  APP_URL: "https://accounts.example.org",
  SECRET_KEY: otherKey,
  MAIL_TRANSPORT: "smtp",
  SMTP_URL: "smtp://mail.example.org:587",
  VERIFICATION_FROM_EMAIL: "Accounts <accounts@example.org>",
};

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof SettingsFault) return error.faults;
    throw error;
  }
  return [];
}

describe("defaults", () => {
  test("nothing set is local mode on port 3000 with captured mail", () => {
    expect(readEnv({})).toMatchObject({
      APP_URL: "http://localhost:3000",
      PORT: 3000,
      IS_LOCAL: true,
      MAIL_TRANSPORT: "inbox",
      MAIL_DIR: ".data/mail",
      SECRET_KEYS: [],
      ACCOUNT_EMAIL_VERIFICATION: "mandatory",
      REGISTER_VERIFICATION_PERIOD: 7 * 86_400,
      RESET_PASSWORD_VERIFICATION_PERIOD: 86_400,
      RESET_PASSWORD_FAIL_WHEN_USER_NOT_FOUND: false,
      USER_LOGIN_FIELDS: ["username", "email"],
      REGISTER_VERIFICATION_URL: "http://localhost:3000/verify-user",
    });
  });

  test("a blank variable counts as unset", () => {
    expect(readEnv({ PORT: " ", REGISTRATION_OPEN: "" })).toMatchObject({ PORT: 3000, REGISTRATION_OPEN: true });
  });

  test("the settings are frozen", () => {
    expect(Object.isFrozen(readEnv({}))).toBe(true);
  });
});

describe("values", () => {
  test.each([
    ["7d", 604_800],
    ["24h", 86_400],
    ["30m", 1_800],
    ["90s", 90],
    ["3600", 3_600],
  ])("a period is written %s", (written, seconds) => {
    expect(readEnv({ REGISTER_VERIFICATION_PERIOD: written }).REGISTER_VERIFICATION_PERIOD).toBe(seconds);
  });

  test.each(["8x", "-1d", "59s", "31d", "1.5h", "7 days", "0"])("a period is not written %s", (written) => {
    expect(faultsOf({ REGISTER_VERIFICATION_PERIOD: written })).toEqual([
      expect.stringMatching(/^REGISTER_VERIFICATION_PERIOD must be a length of time from 1m to 30d/),
    ]);
  });

  test.each(["true", "TRUE", "1", "yes", "on"])("%s is true", (written) => {
    expect(readEnv({ LOGIN_RETRIEVE_TOKEN: written }).LOGIN_RETRIEVE_TOKEN).toBe(true);
  });

  test("a limit is count and window", () => {
    const { rateLimit } = readEnv({ RATE_LIMIT_LOGIN_IP: "30/15m", RATE_LIMIT_MAIL_INBOX: "5/d" });
    expect(rateLimit("LOGIN_IP")).toEqual({ count: 30, windowSeconds: 900 });
    expect(rateLimit("MAIL_INBOX")).toEqual({ count: 5, windowSeconds: 86_400 });
    expect(rateLimit("REGISTER_IP")).toBeUndefined();
  });

  test.each(["30", "30/", "/15m", "0/1m", "30/15x", "1/2/3", "-1/1m"])("a limit is not written %s", (written) => {
    expect(faultsOf({ RATE_LIMIT_LOGIN_IP: written })).toEqual([expect.stringMatching(/^RATE_LIMIT_LOGIN_IP must be/)]);
  });

  test("a base of links keeps the places for uid and token", () => {
    const base = "https://app.example.org/reset/{uid}/{token}";
    expect(readEnv({ RESET_PASSWORD_VERIFICATION_URL: base }).RESET_PASSWORD_VERIFICATION_URL).toBe(base);
  });

  test.each(["//evil.example", "/\\evil", "javascript:alert(1)", "account", "https://u:p@a.example/"])(
    "%s is no page",
    (written) => {
      expect(faultsOf({ LOGIN_REDIRECT_URL: written })).toHaveLength(1);
    },
  );

  test.each(["*", "https://a.example/", "https://a.example/path", "a.example", "null"])(
    "%s is no origin",
    (written) => {
      expect(faultsOf({ FRONTEND_ORIGINS: written })).toHaveLength(1);
    },
  );

  test.each(["a@b.example\nBcc: x@y.example", "Name <a@b.example> <c@d.example>", "no address", "a@b, c@d"])(
    "%j is no sender",
    (written) => {
      expect(faultsOf({ VERIFICATION_FROM_EMAIL: written })).toHaveLength(1);
    },
  );
});

describe("faults", () => {
  test("all are told at once, wrong values and contradictions alike", () => {
    const faults = faultsOf({
      PORT: "x",
      REGISTRATION_OPEN: "maybe",
      APP_URL: "http://a.example/x",
      RATE_LIMIT_RESET_IP: "?",
    });
    const names = ["PORT", "REGISTRATION_OPEN", "RATE_LIMIT_RESET_IP", "APP_URL", "SECRET_KEY", "MAIL_TRANSPORT"];
    for (const name of names) expect(faults.some((fault) => fault.startsWith(`${name} `))).toBe(true);
  });

  test("no fault repeats a value", () => {
    const secret = "do-not-print-this";
    const names = [
      ...["SECRET_KEY", "DATABASE_URL", "SMTP_URL", "EMAIL_HOST", "EMAIL_PORT", "RESEND_BASE_URL", "APP_URL", "PORT"],
      ...["RATE_LIMIT_LOGIN_IP", "ACCOUNT_ACTIVATION_DAYS", "REGISTER_FLOW_ENABLED", "FRONTEND_ORIGINS"],
    ];
    const faults = faultsOf(Object.fromEntries(names.map((name) => [name, `${secret} /`])));
    expect(faults.length).toBeGreaterThanOrEqual(names.length);
    expect(faults.join()).not.toContain(secret);
  });

  test.each([
    ["REGISTER_VERIFICATION_ONE_TIME_USE", "false"],
    ["RESET_PASSWORD_VERIFICATION_ONE_TIME_USE", "false"],
    ["ACCOUNT_CONFIRM_EMAIL_ON_GET", "true"],
    ["JWT_AUTH_HTTPONLY", "false"],
  ])("%s=%s is refused with the reason", (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name} cannot be ${value}: \\w+`)),
    ]);
  });

  test.each([
    [{ ACCOUNT_USERNAME_REQUIRED: "false", ACCOUNT_EMAIL_REQUIRED: "false" }],
    [{ LOGIN_AUTHENTICATE_SESSION: "false" }],
    [{ ACCOUNT_USERNAME_REQUIRED: "false", USER_VERIFICATION_ID_FIELD: "username" }],
    [{ USER_LOGIN_FIELDS: "," }],
    [{ WEB_CONCURRENCY: "2" }],
    [{ PASSWORD_MIN_LENGTH: "7" }],
    [{ PASSWORD_HASH_MEMORY_KIB: "19455" }],
    [{ PASSWORD_HASH_PASSES: "1" }],
    [{ JWT_AUTH_COOKIE: "token", JWT_AUTH_REFRESH_COOKIE: "token" }],
    [{ JWT_AUTH_COOKIE: "Session" }],
    [{ JWT_AUTH_REFRESH_COOKIE: "a=b" }],
  ])("%j is a contradiction or out of bounds", (source) => {
    expect(faultsOf(source)).toHaveLength(1);
  });
});

describe("second names", () => {
  test("each sets the first", () => {
    expect(
      readEnv({ REGISTER_FLOW_ENABLED: "no", REGISTER_VERIFICATION_ENABLED: "false", ACCOUNT_ACTIVATION_DAYS: "3" }),
    ).toMatchObject({
      REGISTRATION_OPEN: false,
      ACCOUNT_EMAIL_VERIFICATION: "none",
      REGISTER_VERIFICATION_PERIOD: 3 * 86_400,
    });
  });

  test.each([
    { REGISTER_FLOW_ENABLED: "true", REGISTRATION_OPEN: "false" },
    { REGISTER_VERIFICATION_ENABLED: "false", ACCOUNT_EMAIL_VERIFICATION: "optional" },
    { REGISTER_VERIFICATION_ENABLED: "true", ACCOUNT_EMAIL_VERIFICATION: "none" },
    { ACCOUNT_ACTIVATION_DAYS: "3", REGISTER_VERIFICATION_PERIOD: "7d" },
  ])("%j stops the start and names both", (source) => {
    const [fault, ...others] = faultsOf(source);
    expect(others).toEqual([]);
    for (const name of Object.keys(source)) expect(fault).toContain(name);
  });

  test.each([
    { REGISTER_FLOW_ENABLED: "1", REGISTRATION_OPEN: "true" },
    { REGISTER_VERIFICATION_ENABLED: "true", ACCOUNT_EMAIL_VERIFICATION: "optional" },
    { ACCOUNT_ACTIVATION_DAYS: "7", REGISTER_VERIFICATION_PERIOD: "168h" },
  ])("%j agree", (source) => {
    expect(faultsOf(source)).toEqual([]);
  });
});

describe("place", () => {
  test.each(["http://localhost:4000", "http://127.0.0.1:4000", "http://[::1]:4000"])("%s is local", (APP_URL) => {
    expect(readEnv({ APP_URL })).toMatchObject({ IS_LOCAL: true, PORT: 4000, APP_URL });
  });

  test("a public place needs https, a secret, a transport and a sender, and says which is missing", () => {
    expect(readEnv(publicPlace)).toMatchObject({ IS_LOCAL: false, PORT: 3000 });
    for (const name of ["SECRET_KEY", "MAIL_TRANSPORT", "VERIFICATION_FROM_EMAIL"]) {
      expect(faultsOf({ ...publicPlace, [name]: "" }).some((fault) => fault.startsWith(name))).toBe(true);
    }
  });

  test.each([
    [{ APP_URL: "http://accounts.example.org" }, "APP_URL"],
    [{ APP_URL: "https://accounts.example.org/path" }, "APP_URL"],
    [{ APP_URL: "https://accounts.example.org/?q" }, "APP_URL"],
    [{ RATE_LIMIT_SCALE: "2" }, "RATE_LIMIT_SCALE"],
    [{ FRONTEND_ORIGINS: "http://app.example.org" }, "FRONTEND_ORIGINS"],
    [{ LOGIN_REDIRECT_URL: "http://app.example.org/" }, "LOGIN_REDIRECT_URL"],
    [{ RESEND_API_KEY: "re_x" }, "RESEND_API_KEY"],
  ])("in public %j is refused", (source, name) => {
    expect(faultsOf({ ...publicPlace, ...source })).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
  });

  test.each([
    [{ APP_URL: "https://localhost:3000" }],
    [{ APP_URL: "http://localhost:4000", PORT: "3000" }],
    [{ BIND: "0.0.0.0" }],
  ])("on loopback %j is refused", (source) => {
    expect(faultsOf(source)).toHaveLength(1);
  });
});

describe("mail", () => {
  test.each([
    [{ MAIL_TRANSPORT: "smtp" }],
    [{ MAIL_TRANSPORT: "resend" }],
    [{ SMTP_URL: "smtp://localhost:25" }],
    [{ EMAIL_HOST: "localhost", MAIL_TRANSPORT: "console" }],
    [{ RESEND_API_KEY: "re_x" }],
    [{ EMAIL_PORT: "25" }],
    [{ MAIL_TRANSPORT: "smtp", SMTP_URL: "smtp://a.example", EMAIL_HOST: "b.example" }],
    [{ MAIL_TRANSPORT: "smtp", EMAIL_HOST: "b.example", EMAIL_HOST_PASSWORD: "x" }],
  ])("%j is a contradiction", (source) => {
    expect(faultsOf(source)).toHaveLength(1);
  });

  test.each([
    [{ EMAIL_HOST: "mail.example" }, "smtp://mail.example:25"],
    [{ EMAIL_HOST: "mail.example", EMAIL_USE_TLS: "true" }, "smtp://mail.example:587/?requireTLS=true"],
    [{ EMAIL_HOST: "mail.example", EMAIL_PORT: "465", EMAIL_USE_TLS: "true" }, "smtps://mail.example:465"],
    [
      { EMAIL_HOST: "::1", EMAIL_HOST_USER: "u@x", EMAIL_HOST_PASSWORD: "p:/?#" },
      "smtp://u%40x:p%3A%2F%3F%23@[::1]:25",
    ],
  ])("Django's %j becomes %s", (source, url) => {
    expect(readEnv({ MAIL_TRANSPORT: "smtp", ...source }).SMTP_URL).toBe(url);
  });
});
