import { answerChecks } from "./answer-checks.ts";
import type { Judged } from "./check.ts";
import type { Atom, Clause, Expectation } from "./expectation.ts";
import { mailChecks } from "./mail-checks.ts";
import type { Performance, Recorded } from "./performance.ts";
import { processChecks } from "./process-checks.ts";
import { scenarioChecks } from "./scenario-checks.ts";
import { stateChecks } from "./state-checks.ts";

const checks = new Map(
  [answerChecks, mailChecks, stateChecks, processChecks, scenarioChecks].flatMap((some) => Object.entries(some)),
);

/** What is wrong with a performance by one of the alternatives of an expectation; nothing: it is as expected. */
export async function judge(
  expectation: Expectation,
  performance: Performance,
  uniform: Map<string, string>,
): Promise<string[]> {
  const broken = performance.recorded.filter(({ answer }) => answer.status >= 500 && !isDeliberate(answer));
  const always = broken.map(({ answer }) => `A server error: ${answer.status} ${answer.text.slice(0, 200)}`);
  const faults: string[][] = [];
  for (const clauses of expectation) {
    const found = await faultsOf(clauses, performance, uniform);
    if (found.length === 0) return always;
    faults.push(found);
  }
  return [...always, ...faults.flat()];
}

function isDeliberate({ status, headers }: Recorded["answer"]): boolean {
  return status === 503 && headers.get("retry-after") !== null;
}

async function faultsOf(
  clauses: readonly Clause[],
  performance: Performance,
  uniform: Map<string, string>,
): Promise<string[]> {
  // Where so many "reach the hash", the rest are those that did not; the overloaded gate's own 503 is neither.
  const isHashed = clauses.some(({ atoms }) => atoms.some(({ name }) => name === "at_most"));
  let rest = performance.recorded.filter(({ answer }) => !isHashed || ![400, 503].includes(answer.status));
  const faults: string[] = [];
  for (const { scope, atoms } of clauses) {
    const judgedBy = (one: Recorded) => faultsOfAtoms(atoms, { performance, one, uniform });
    if (scope === "exactly_one") {
      const winners = await winnersAmong(rest, judgedBy);
      if (winners.length !== 1) faults.push(`${winners.length} of ${rest.length} answers are: ${textOf(atoms)}`);
      rest = rest.filter((one) => !winners.includes(one));
      continue;
    }
    for (const one of answersIn(scope, performance, rest)) faults.push(...(await judgedBy(one)));
  }
  return faults;
}

async function winnersAmong(
  all: readonly Recorded[],
  judgedBy: (one: Recorded) => Promise<string[]>,
): Promise<Recorded[]> {
  const winners: Recorded[] = [];
  for (const one of all) if ((await judgedBy(one)).length === 0) winners.push(one);
  return winners;
}

/** The answers a clause is about. Throws where there is none: a demand on nothing is no demand. */
function answersIn(scope: string, { recorded, facts }: Performance, rest: readonly Recorded[]): readonly Recorded[] {
  if (facts.get("every answer counts") === true) return recorded;
  const last = recorded.slice(-1);
  if (scope === "if_accepted") return last.filter(({ answer }) => answer.status >= 200 && answer.status < 300);
  if (scope === "if_200") return last.filter(({ answer }) => answer.status === 200);
  const found =
    {
      "": last,
      final: last,
      first: recorded.slice(0, 1),
      second: recorded.slice(1, 2),
      each_get: recorded.filter(({ label }) => label === "GET"),
      rest,
      other: recorded.filter(({ answer }) => answer.status < 200 || answer.status >= 300),
    }[scope] ?? recorded.filter(({ label }) => label === scope);
  if (found.length === 0) throw new Error(`There is no answer "${scope}".`);
  return found;
}

async function faultsOfAtoms(atoms: readonly Atom[], judged: Judged): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, value, text } of atoms) {
    const check = checks.get(text) ?? checks.get(name);
    if (check === undefined) throw new Error(`The corpus has a word that is not known here: "${text}".`);
    const fault = await check(value, judged);
    if (fault !== null) faults.push(`${text}: ${fault}`);
  }
  return faults;
}

function textOf(atoms: readonly Atom[]): string {
  return atoms.map(({ text }) => text).join("; ");
}
