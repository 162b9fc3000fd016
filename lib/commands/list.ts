import { usernameKey } from "#lib/identity/username-key.ts";
import { type ListFilter, listAccounts } from "./account-store.ts";
import { type Command, UsageFault } from "./command.ts";
import { printJson, printTable } from "./print.ts";
import { readArgs } from "./read-args.ts";

const longestPage = 1000;

/**
 * `list`: accounts, the oldest first, 50 a page: `--after` goes on behind the last id shown. `--search` looks for a part of a
 * username or address.
 */
export const list: Command = async (args, io) => {
  const { values } = readArgs(args, [], {
    status: { type: "string" },
    search: { type: "string" },
    after: { type: "string" },
    limit: { type: "string", default: "50" },
  });
  const limit = limitOf(values.limit);
  const page = { status: statusOf(values.status), after: afterOf(values.after), limit };
  const rows = await listAccounts({ ...page, search: searchOf(values.search) });
  if (values.json) {
    printJson(io, rows);
    return 0;
  }
  printTable(io, rows, "There is no such account.");
  const last = rows.at(-1);
  if (last && rows.length === limit) io.out(`More: --after ${last.id}`);
  return 0;
};

function statusOf(status: string | undefined): ListFilter["status"] {
  if (status === undefined) return null;
  if (status === "pending" || status === "active" || status === "disabled") return status;
  throw new UsageFault("--status is pending, active or disabled.");
}

function searchOf(part: string | undefined): ListFilter["search"] {
  return part === undefined ? null : { usernameKey: usernameKey(part), email: part.toLowerCase() };
}

function afterOf(id: string | undefined): string | null {
  if (id === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id ?? null;
  throw new UsageFault("--after is the id of an account.");
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= longestPage) return limit;
  throw new UsageFault(`--limit is a number from 1 to ${longestPage}.`);
}
