import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright";

/** What makes Chromium run in a bare machine or container, and keeps it from calling anybody on its own. */
export const browserFlags: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** First the one without windows of its own: the browser tests take two thirds of the time with it. */
const ofTheSystem = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** An older Debian has the second alone. */
const aptCommands = ["apt-get update", "apt-get install -y chromium-headless-shell", "apt-get install -y chromium"];

/**
 * The path of a Chromium: `PLAYWRIGHT_CHROMIUM`, else Playwright's own, else the system's. Null when there is none;
 * `installBrowser` then gets one.
 */
export function findBrowser(): string | null {
  const given = process.env["PLAYWRIGHT_CHROMIUM"];
  if (given) {
    if (!existsSync(given)) throw new Error(`PLAYWRIGHT_CHROMIUM names ${given}, which is not there.`);
    return given;
  }
  return [chromium.executablePath(), ...ofTheSystem].find((path) => path !== "" && existsSync(path)) ?? null;
}

/** Opens a Chromium without Playwright's runner; the caller closes it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  return chromium.launch({ args: [...browserFlags], ...(executablePath === null ? {} : { executablePath }) });
}

/**
 * Finds a Chromium, or installs one: Playwright's download, else the package manager where we are root. Returns its
 * path; throws with what to do when nothing helps.
 */
export function installBrowser(): string {
  for (const [program, ...args] of ["", ...installers()].map((line) => line.split(" "))) {
    if (program) attempt(program, args);
    const found = findBrowser();
    if (found !== null) return found;
  }
  throw new Error("No Chromium: install one, or name it in PLAYWRIGHT_CHROMIUM.");
}

function installers(): string[] {
  const isRoot = process.getuid?.() === 0;
  const packages = existsSync("/usr/bin/apt-get") && isRoot ? aptCommands : [];
  return [`${process.execPath} node_modules/playwright/cli.js install chromium`, ...packages];
}

function attempt(program: string, args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"], timeout: 300_000, env });
  } catch (error) {
    console.error(`${program} ${args.join(" ")}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
