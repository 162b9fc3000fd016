import { type Account, nameOf } from "./account-store.ts";
import type { CommandIo } from "./command.ts";
import { printJson } from "./print.ts";

/** What a verb did to an account: a word for programs, a sentence for people. */
export type Outcome = {
  readonly account: Pick<Account, "userId" | "username" | "email">;
  /** Such as `disabled`. */
  readonly done: string;
  /** Whether anything is different now; a verb that finds its work done says no. */
  readonly changed: boolean;
  /** Goes on after the account's name: "kim" … */
  readonly sentence: string;
};

/** Tells what was done, and answers the exit code of success. */
export function tell(io: CommandIo, json: boolean, { account, done, changed, sentence }: Outcome): number {
  if (json) printJson(io, { id: account.userId, username: account.username, email: account.email, done, changed });
  else io.out(`${nameOf(account)} ${sentence}`);
  return 0;
}
