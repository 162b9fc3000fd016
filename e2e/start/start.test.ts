import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePlace, type Settings, settingsOf } from "#e2e/support/app.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { freePort } from "#e2e/support/free-port.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { sharedPlace, stageOf } from "#e2e/support/place.ts";
import { runProgram, startProgram } from "#e2e/support/process.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

let folder = "";
beforeAll(async () => {
  folder = await makeTempFolder();
});
afterAll(() => removeTempFolder(folder));

const key = () => randomBytes(32).toString("base64");

/** Settings of a public service that lack nothing. */
function sound(): Record<string, string> {
  return {
    APP_URL: "https://accounts.latchkey.test",
    SECRET_KEY: key(),
    MAIL_TRANSPORT: "smtp",
    SMTP_URL: "smtp://user:mail-password@127.0.0.1:1",
    VERIFICATION_FROM_EMAIL: "accounts@latchkey.test",
    DATA_DIR: folder,
  };
}

/** What the server says when it is started so; it must not start. */
async function refusal(settings: Settings): Promise<string> {
  const { code, output } = await runProgram(["server.ts"], settings);
  expect(output).not.toContain('"event":"ready"');
  expect([code, output]).toEqual([1, expect.any(String)]);
  return output;
}

const weak = "c2hvcnQta2V5LW9mLTIzLWJ5dGVz";
const twice = key();

describe("a start with a wrong setting fails and names it", () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ["no key", { SECRET_KEY: undefined }, "SECRET_KEY"],
    ["a short key", { SECRET_KEY: weak }, "SECRET_KEY"],
    ["a sample key", { SECRET_KEY: "change-me-change-me-change-me-change-me-change-me" }, "SECRET_KEY"],
    ["a key of zeros", { SECRET_KEY: Buffer.alloc(32).toString("base64") }, "SECRET_KEY"],
    ["the same key twice", { SECRET_KEY: `${twice},${twice}` }, "SECRET_KEY"],
    ["the same key in two spellings", { SECRET_KEY: `${twice},${base64url(twice)}` }, "SECRET_KEY"],
    ["four keys", { SECRET_KEY: [key(), key(), key(), key()].join(",") }, "SECRET_KEY"],
    ["http in public", { APP_URL: "http://accounts.latchkey.test" }, "APP_URL"],
    ["an origin with a path", { APP_URL: "https://accounts.latchkey.test/app" }, "APP_URL"],
    ["an origin that is none", { APP_URL: "accounts.latchkey.test" }, "APP_URL"],
    ["captured mail in public", { MAIL_TRANSPORT: "inbox", SMTP_URL: undefined }, "MAIL_TRANSPORT"],
    ["no mail transport in public", { MAIL_TRANSPORT: undefined, SMTP_URL: undefined }, "MAIL_TRANSPORT"],
    ["no sender in public", { VERIFICATION_FROM_EMAIL: undefined }, "VERIFICATION_FROM_EMAIL"],
    ["no mail server", { SMTP_URL: undefined }, "SMTP_URL"],
    ["limits that are off in public", { RATE_LIMIT_SCALE: "1000" }, "RATE_LIMIT_SCALE"],
    ["a limit that is none", { RATE_LIMIT_REGISTER_IP: "many" }, "RATE_LIMIT_REGISTER_IP"],
    ["links that live on", { REGISTER_VERIFICATION_ONE_TIME_USE: "false" }, "REGISTER_VERIFICATION_ONE_TIME_USE"],
    ["confirming by GET", { ACCOUNT_CONFIRM_EMAIL_ON_GET: "true" }, "ACCOUNT_CONFIRM_EMAIL_ON_GET"],
    ["a period that is none", { REGISTER_VERIFICATION_PERIOD: "soon" }, "REGISTER_VERIFICATION_PERIOD"],
    ["a flag that is none", { REGISTRATION_OPEN: "perhaps" }, "REGISTRATION_OPEN"],
    ["a choice that is none", { ACCOUNT_EMAIL_VERIFICATION: "sometimes" }, "ACCOUNT_EMAIL_VERIFICATION"],
    ["a password floor below 8", { PASSWORD_MIN_LENGTH: "4" }, "PASSWORD_MIN_LENGTH"],
  ])("%s", async (_what, change, name) => {
    const settings = Object.fromEntries(
      Object.entries({ ...sound(), ...change }).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const output = await refusal(settings);
    expect(output).toContain(name);
    expectNoSecret(output, settings);
  });

  test("two names of one setting that differ are both named", async () => {
    const output = await refusal({ ...sound(), REGISTER_FLOW_ENABLED: "false", REGISTRATION_OPEN: "true" });
    expect(output).toContain("REGISTER_FLOW_ENABLED");
    expect(output).toContain("REGISTRATION_OPEN");
  });

  test("all faults are told at once", async () => {
    const faults = { APP_URL: "http://x.test/path", PASSWORD_MIN_LENGTH: "4", REGISTER_VERIFICATION_PERIOD: "soon" };
    const others = { SECRET_KEY: weak, MAIL_TRANSPORT: "pigeon", REGISTRATION_OPNE: "false" };
    const output = await refusal({ ...sound(), ...faults, ...others });
    for (const name of Object.keys({ ...faults, ...others })) expect(output).toContain(name);
    expect(output).not.toContain(weak);
  });
});

test("an unknown name that looks like ours warns with the nearest one", async () => {
  const app = await startOwnApp({ REGISTRATION_OPNE: "false" });
  try {
    expect(app.logs()).toMatch(/REGISTRATION_OPNE.*REGISTRATION_OPEN/);
  } finally {
    await app.dispose();
  }
});

test("a second process on one embedded database is refused with a sentence", async () => {
  const place = sharedPlace();
  const port = await freePort();
  const output = await refusal({ ...settingsOf(place), APP_URL: `http://localhost:${port}`, PORT: String(port) });
  expect(output).toMatch(/DATA_DIR .*in use.*one process/s);
});

// npm runs a script by a shell that dies of npm's SIGTERM and does not pass it on.
test("what npm started ends in order when npm's shell is gone", async () => {
  const shell = `require("node:child_process").spawn(process.execPath, ["scripts/start.mjs"], { stdio: "inherit" })`;
  const place = await makePlace({ database: "pglite", ...stageOf("pglite") });
  const program = startProgram(["-e", shell], { ...settingsOf(place), npm_lifecycle_event: "start" });
  try {
    await eventually("the start", () => program.output().includes('"event":"ready"') || undefined, 60);
    process.kill(program.pid, "SIGKILL");
    await eventually("its end", () => program.output().includes('"event":"stopped"') || undefined, 30);
  } finally {
    await program.end("SIGKILL");
    const [, pid] = /"event":"ready".*"pid":(\d+)/.exec(program.output()) ?? [];
    if (pid !== undefined && !program.output().includes('"event":"stopped"')) process.kill(Number(pid), "SIGKILL");
    await removeTempFolder(place.dataFolder);
  }
});

test("a port that is in use is named", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = String(address && typeof address === "object" ? address.port : 0);
  const output = await refusal({ APP_URL: `http://localhost:${port}`, PORT: port, DATA_DIR: folder });
  expect(output).toContain(port);
  await new Promise((resolve) => server.close(resolve));
});

function base64url(text: string): string {
  return Buffer.from(text, "base64").toString("base64url");
}

function expectNoSecret(output: string, settings: Settings): void {
  const secrets = (settings["SECRET_KEY"] ?? "").split(",");
  for (const secret of [...secrets, "mail-password"]) if (secret) expect(output).not.toContain(secret);
}
