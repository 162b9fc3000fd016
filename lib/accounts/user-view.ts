import { env } from "#lib/env.ts";
import { publicFields } from "#lib/schemas/custom-field.ts";
import { settings, type UserFacts, type UserView } from "#lib/settings.ts";

export type { UserFacts, UserView };

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
  const view = Object.fromEntries(all.filter(([name]) => (shown?.includes(name) ?? true) && !hidden.includes(name)));
  return settings.userObject?.(view, user) ?? view;
}

function publicCustomFields(values: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.keys(publicFields(settings.customUserFields)).map((name) => [name, values[name] ?? null]);
}
