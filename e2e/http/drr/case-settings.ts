import type { Settings } from "#e2e/support/app.ts";
import { aliases } from "#lib/env/aliases.ts";
import { accountTable, passwordTable, registrationTable } from "#lib/env/behaviour-table.ts";
import { readEnv } from "#lib/env/read.ts";
import type { DrrCase } from "./case-shape.ts";

const front = "https://front.example";

/** The base of every case, and the model's defaults where ours differ on purpose. */
const base: Settings = {
  REGISTER_VERIFICATION_URL: `${front}/verify-user/`,
  REGISTER_EMAIL_VERIFICATION_URL: `${front}/verify-email/`,
  RESET_PASSWORD_VERIFICATION_URL: `${front}/reset-password/`,
  VERIFICATION_FROM_EMAIL: "no-reply@example.com",
  RESET_PASSWORD_FAIL_WHEN_USER_NOT_FOUND: "true",
  USER_LOGIN_FIELDS: "username",
};

const tokenOnly: Settings = { LOGIN_AUTHENTICATE_SESSION: "false", LOGIN_RETRIEVE_TOKEN: "true" };

/** Functions and classes of the model, which are code here and no environment variable (lib/settings.ts). */
const hookNames = new Set([
  "AUTH_TOKEN_MANAGER_CLASS",
  "REGISTER_SERIALIZER_CLASS",
  "VERIFICATION_TEMPLATES_SELECTOR",
  "VERIFICATION_URL_BUILDER",
]);

const ownNames = new Set([
  ...Object.keys({ ...registrationTable.shape, ...passwordTable.shape, ...accountTable.shape }),
  ...aliases.map(({ name }) => name),
]);

/** The environment in which the application runs this case. Throws at a setting that is neither ours nor a known hook. */
function settingsFor({ given }: DrrCase): Settings {
  const written = Object.entries({ ...given.settings, ...given.redirect_settings });
  const scalars = written.filter(([name, value]) => !isHook(name, value));
  const unknown = scalars.filter(([name]) => !ownNames.has(name)).map(([name]) => name);
  if (unknown.length > 0) throw new Error(`Unknown setting: ${unknown.join(", ")}`);
  return {
    ...base,
    ...(given.authentication === undefined ? {} : tokenOnly),
    ...Object.fromEntries(scalars.map(([name, value]) => [name, inWords(value)])),
  };
}

/** Cases by the settings they run under, written differently or not: one application for each group. */
export function groupBySettings(cases: readonly DrrCase[]): { settings: Settings; cases: DrrCase[] }[] {
  const groups = new Map<string, { settings: Settings; cases: DrrCase[] }>();
  for (const drrCase of cases) {
    const settings = settingsFor(drrCase);
    const effective = JSON.stringify(readEnv(settings));
    const group = groups.get(effective) ?? { settings, cases: [] };
    group.cases.push(drrCase);
    groups.set(effective, group);
  }
  return [...groups.values()];
}

/** The name of the group that runs under the base alone. */
export const defaultSettings = "default settings";

/** What tells a group from the base, for the name of its tests. */
export function nameOf(settings: Settings): string {
  const own = Object.entries(settings).filter(([name, value]) => base[name] !== value);
  return own.length === 0 ? defaultSettings : own.map(([name, value]) => `${name}=${value}`).join(" ");
}

/** A case that needs code of an adopter's own: hooks, and user models with fields that ours does not have. */
export function needsCode({ given }: DrrCase): boolean {
  return (
    Object.entries(given.settings).some(([name, value]) => isHook(name, value)) ||
    given.user_model.startsWith("required_")
  );
}

function isHook(name: string, value: unknown): boolean {
  if (typeof value !== "string" || !value.startsWith("$hook:")) return false;
  if (!hookNames.has(name)) throw new Error(`Unknown hook: ${name}`);
  return true;
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(",");
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error(`A setting cannot be ${JSON.stringify(value)}`);
}
