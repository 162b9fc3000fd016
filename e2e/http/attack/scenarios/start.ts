import { randomBytes } from "node:crypto";
import type { Play, Steps } from "#e2e/http/attack/play.ts";
import { runProgram } from "#e2e/support/process.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

/** Steps that start the server the wrong way. */
export const startSteps: Steps = [
  ["start with AUTH_SECRET, LINK_KEYS or APP_ORIGIN missing or shorter than 32 bytes", startWithDefects],
];

const short = "c2hvcnQta2V5LW9mLTIzLWJ5dGVz";

/** Our names: SECRET_KEY is the one master secret, APP_URL the origin; a public service without a fault is the base. */
const defects: readonly (readonly [name: string, change: Readonly<Record<string, string | null>>])[] = [
  ["SECRET_KEY", { SECRET_KEY: null }],
  ["SECRET_KEY", { SECRET_KEY: short }],
  ["APP_URL", { APP_URL: "accounts.latchkey.test" }],
  ["APP_URL", { APP_URL: "http://accounts.latchkey.test" }],
  ["APP_URL", { APP_URL: "https://accounts.latchkey.test/app" }],
];

async function startWithDefects(play: Play): Promise<void> {
  const folder = await makeTempFolder();
  const sound = {
    APP_URL: "https://accounts.latchkey.test",
    SECRET_KEY: randomBytes(32).toString("base64"),
    MAIL_TRANSPORT: "smtp",
    SMTP_URL: "smtp://user:mail-secret@127.0.0.1:1",
    VERIFICATION_FROM_EMAIL: "accounts@latchkey.test",
    DATA_DIR: folder,
  };
  const faults: string[] = [];
  for (const [name, change] of defects) {
    const settings = Object.entries({ ...sound, ...change }).filter(
      (pair): pair is [string, string] => pair[1] !== null,
    );
    const { code, output } = await runProgram(["server.ts"], Object.fromEntries(settings));
    if (code === 0 || code === null) faults.push(`${name}: it ended with ${code}`);
    if (!output.includes(name)) faults.push(`${name} is not named`);
    if ([sound.SECRET_KEY, short, "mail-secret"].some((secret) => output.includes(secret)))
      faults.push(`${name}: a secret is printed`);
  }
  await removeTempFolder(folder);
  play.facts.set("faults", faults);
}
