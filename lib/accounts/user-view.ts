import { env } from "#lib/env.ts";
import { settings } from "#lib/settings.ts";

/** What a user object is made of. */
export type UserFacts = {
  readonly userId: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly customFields: Readonly<Record<string, unknown>>;
};

/** The user object of contract §2, in its order; never a hash, a flag, or a column that is not named here. */
export type UserView = Readonly<Record<string, unknown>>;

/** The user object: the five fields and the public custom ones, as USER_PUBLIC_FIELDS and USER_HIDDEN_FIELDS leave them. */
export function userView(user: UserFacts): UserView {
  const all: [string, unknown][] = [
    ["id", user.userId],
    ["username", user.username ?? ""],
    ["first_name", user.firstName],
    ["last_name", user.lastName],
    ["email", user.email ?? ""],
    ...publicCustomFields(user.customFields),
  ];
  const { USER_PUBLIC_FIELDS: shown, USER_HIDDEN_FIELDS: hidden } = env();
  return Object.fromEntries(all.filter(([name]) => (shown?.includes(name) ?? true) && !hidden.includes(name)));
}

function publicCustomFields(values: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(settings.customUserFields)
    .filter(([, field]) => field.isPublic)
    .map(([name]) => [name, values[name] ?? null]);
}
