import path from "node:path";
import { isNameTaken } from "#lib/accounts/registration-store.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { type Command, CommandFault, UsageFault } from "./command.ts";
import { insertImported } from "./import/import-store.ts";
import { judgeFile, type Verdict } from "./import/judge-file.ts";
import { readSource } from "./import/read-source.ts";
import { jsonReport, textReport } from "./import/report.ts";
import type { ImportRules } from "./import/rules.ts";
import { localeIn } from "./language.ts";
import { printJson } from "./print.ts";
import { readArgs } from "./read-args.ts";

const options = {
  apply: { type: "boolean", default: false },
  "skip-faulty": { type: "boolean", default: false },
  "drop-bad-hashes": { type: "boolean", default: false },
  unverified: { type: "boolean", default: false },
  inactive: { type: "string", default: "disable" },
  locale: { type: "string" },
  model: { type: "string" },
} as const;

/**
 * `import FILE`: judges every user in a Django `dumpdata` file or a CSV, and says of each that cannot be taken over why.
 * With `--apply`, and if none is faulty or `--skip-faulty` leaves those out, writes the others in one transaction: all or
 * none. Their old passwords log them in, and become argon2id hashes when they do (docs/security.md row 31). Called twice, the
 * second time finds every name taken.
 */
export const importAccounts: Command = async (args, io) => {
  const { words, values } = readArgs(args, ["FILE"], options);
  const rules: ImportRules = {
    inactive: inactiveOf(values.inactive),
    isVerified: !values.unverified,
    dropsBadHashes: values["drop-bad-hashes"],
    locale: localeIn(values.locale),
    usernameRequired: env().ACCOUNT_USERNAME_REQUIRED,
    emailRequired: env().ACCOUNT_EMAIL_REQUIRED,
  };
  const source = await readSource(path.resolve(io.cwd, words[0]), values.model ?? null);
  const verdict = await judgeFile(source.rows, rules);
  const isClean = verdict.faults.length === 0 || values["skip-faulty"];
  const applied = values.apply && isClean && verdict.users.length > 0;
  if (applied) await write(verdict);
  const report = { file: words[0], kind: source.kind, rows: source.rows.length, verdict, applied };
  if (values.json) printJson(io, jsonReport(report));
  else for (const line of textReport(report)) io.out(line);
  if (!values.json && !applied) io.out(whyNothing(verdict, { isClean, isAsked: values.apply }));
  return isClean ? 0 : 1;
};

async function write({ users }: Verdict): Promise<void> {
  try {
    await insertImported(users, env().REGISTER_VERIFICATION_PERIOD);
  } catch (error) {
    if (!isNameTaken(error)) throw error;
    throw new CommandFault("Somebody took one of the names at this very moment. Nothing was imported: try again.");
  }
  log.info("users_imported", { count: users.length });
}

function whyNothing(
  { users }: Verdict,
  { isClean, isAsked }: { readonly isClean: boolean; readonly isAsked: boolean },
): string {
  if (!isClean) return "Nothing was imported. Mend the file, or leave the faulty rows out with --skip-faulty.";
  return isAsked || users.length === 0 ? "There was nothing to import." : "Nothing was imported yet: add --apply.";
}

function inactiveOf(given: string): ImportRules["inactive"] {
  if (given === "disable" || given === "pending" || given === "skip") return given;
  throw new UsageFault("--inactive is disable, pending or skip.");
}
