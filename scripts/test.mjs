// npm test: everything, on a machine with nothing but Node and npm. npm run check (--check): all that needs neither a
// server nor a browser. `npm test -- types unit` runs only the named steps. The last line is "N passed, N failed".
import { ensureBuilt, ensureGenerated, ensureInstalled, ensureNode24 } from "./lib/prepare.mjs";
import { notRun, runStep } from "./test/run-step.mjs";
import { steps } from "./test/steps.mjs";

/** The steps that need the build, in their order. */
const built = ["http", "browser"];
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const isCheck = process.argv.includes("--check");
const wanted = (name) => (asked.length > 0 ? asked.includes(name) : !isCheck || !built.includes(name));

for (const name of asked)
  if (!(name in steps)) exitWith(`There is no step "${name}": ${Object.keys(steps).join(", ")}`);

await ensureInstalled();
await ensureNode24();
await ensureGenerated();

const began = performance.now();
const outcomes = [];
// Two cores: the checks run beside the build.
const [, buildFault] = await Promise.all([runChecks(), needsBuild() ? build() : null]);
for (const name of built.filter(wanted)) {
  outcomes.push(buildFault ? notRun(name, "the build") : await runStep(await prepared(name)));
}
summarise();

async function runChecks() {
  for (const name of ["types", "lint", "rooms", "unused", "unit"].filter(wanted))
    outcomes.push(await runStep(steps[name]));
}

function needsBuild() {
  return built.some(wanted);
}

/** Null when the build stands, else what went wrong. */
async function build() {
  try {
    await ensureBuilt();
    return null;
  } catch (error) {
    console.log(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
    return error;
  }
}

/** The browser is looked for, and if need be installed, only when its turn comes. */
async function prepared(name) {
  if (name !== "browser") return steps[name];
  const { installBrowser } = await import("#e2e/support/browser.ts");
  return { ...steps.browser, env: { PLAYWRIGHT_CHROMIUM: installBrowser() } };
}

function summarise() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { count } of outcomes) for (const key of Object.keys(total)) total[key] += count[key];
  const bad = outcomes.filter((outcome) => !outcome.isGood).map((outcome) => outcome.name);
  console.log(
    `\n${bad.length > 0 ? `Failed: ${bad.join(", ")}. ` : ""}${((performance.now() - began) / 60_000).toFixed(1)} minutes`,
  );
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function exitWith(message) {
  console.error(message);
  process.exit(2);
}
