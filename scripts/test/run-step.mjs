// One step of the test run: a child process, its output, its time, and how many checks it stands for.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ name: string, args: string[], env?: Record<string, string>, report?: string,
 *   read?: (report: any) => Count, minutes?: number, isLive?: boolean, countsAs?: number }} Step
 * @typedef {{ name: string, count: Count, seconds: number, isGood: boolean }} Outcome
 */

/**
 * Runs `node <args>`. A live step prints as it goes, another only when it failed. A step without a report counts as one
 * check; one with a report counts what the report says, and never less than one failure when it ended badly.
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
export async function runStep(step) {
  if (step.report) forget(step.report);
  const began = performance.now();
  const { code, output } = await execute(step);
  const seconds = (performance.now() - began) / 1000;
  const count = step.report && step.read ? readReport(step.report, step.read) : plain(code, step.countsAs ?? 1);
  if (code !== 0 && count.failed === 0) count.failed = 1;
  const isGood = count.failed === 0;
  if (!isGood && !step.isLive) process.stdout.write(`\n--- ${step.name} ---\n${output}\n`);
  console.log(`${isGood ? "ok    " : "FAILED"} ${step.name.padEnd(14)} ${describe(count)}  ${seconds.toFixed(1)} s`);
  return { name: step.name, count, seconds, isGood };
}

/**
 * A step that could not run because an earlier one failed: one failure, said so.
 * @param {string} name
 * @param {string} cause
 * @returns {Outcome}
 */
export function notRun(name, cause) {
  console.log(`FAILED ${name.padEnd(14)} not run: ${cause} failed`);
  return { name, count: { passed: 0, failed: 1, skipped: 0 }, seconds: 0, isGood: false };
}

/** @param {Step} step */
function execute({ args, env, minutes = 25, isLive = false }) {
  const stdio = isLive ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"];
  const child = spawn(process.execPath, args, { stdio, env: { ...process.env, ...env }, detached: hasGroups });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => chunks.push(text));
  running.add(child);
  const timers = [
    setTimeout(() => endGroup(child, "SIGTERM", `stopped after ${minutes} minutes`), minutes * 60_000),
    setTimeout(() => endGroup(child, "SIGKILL", "killed, as it did not stop"), minutes * 60_000 + 15_000),
  ];
  return new Promise((resolve) => {
    child.once("close", (code) => {
      timers.forEach(clearTimeout);
      running.delete(child);
      if (isStopping && running.size === 0) process.exit(1);
      resolve({ code: code ?? 1, output: chunks.join("") });
    });
  });
}

// A step and everything it starts (servers, browsers, databases) is one process group, so that it can be ended whole.
const hasGroups = process.platform !== "win32";
/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
let isStopping = false;

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => {
    isStopping = true;
    for (const child of running) endGroup(child, "SIGTERM", "stopped");
  });
}

function endGroup(child, signal, why) {
  console.log(why);
  if (!hasGroups) return void child.kill(signal);
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}

function plain(code, countsAs) {
  return code === 0 ? { passed: countsAs, failed: 0, skipped: 0 } : { passed: 0, failed: countsAs, skipped: 0 };
}

/** A report that is missing or broken counts as one failure: nobody knows what ran. */
function readReport(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    console.log(`The report ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function forget(file) {
  mkdirSync(".test", { recursive: true });
  rmSync(file, { force: true });
}

function describe({ passed, failed, skipped }) {
  const parts = [`${passed} passed`, failed ? `${failed} failed` : "", skipped ? `${skipped} skipped` : ""];
  return parts.filter(Boolean).join(", ");
}
