import type { Requester } from "./requester.ts";

/** Whom a notice goes to: copied from the row when the job is made, so it arrives whatever happens next. */
export type Noticed = {
  readonly userId: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly locale: string;
};

/** The fields every notice job shares; null when the account has no address to write to. */
export function noticeTo(user: Noticed, by: Pick<Requester, "from">) {
  if (user.email === null) return null;
  const name = user.username === null ? {} : { name: user.username };
  return { userId: user.userId, to: user.email, locale: user.locale, ...name, ...by.from };
}
