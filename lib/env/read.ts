import { z } from "zod";
import { aliases, mergeAliases } from "./aliases.ts";
import { accountTable, passwordTable, registrationTable, tokenTable } from "./behaviour-table.ts";
import { SettingsFault } from "./fault.ts";
import { isLoopback } from "./kinds.ts";
import { type MailSettings, readMail } from "./mail-rules.ts";
import { checkSocial, isOidcName, nearOidcNames, type OidcSetting, readOidcProviders } from "./oidc-providers.ts";
import { type Place, readPlace } from "./place-rules.ts";
import { mailTable, placeTable } from "./place-table.ts";
import { type RateLimit, rateLimitNames, rateLimitPrefix, readRateLimits } from "./rate-limits.ts";
import { socialTable } from "./social-table.ts";
import { unknownNames } from "./unknown-names.ts";
import { checkWebHooks, isWebHookName, nearWebHookNames, readWebHooks, type WebHookSetting } from "./web-hooks.ts";

const envSchema = z.object({
  ...placeTable.shape,
  ...mailTable.shape,
  ...registrationTable.shape,
  ...passwordTable.shape,
  ...accountTable.shape,
  ...tokenTable.shape,
  ...socialTable.shape,
});

type Parsed = z.output<typeof envSchema>;
type Source = Readonly<Record<string, string | undefined>>;
type Merged = keyof Place | keyof MailSettings | "SECRET_KEY" | `EMAIL_${string}` | `ACCOUNT_CONFIRM_${string}`;

/**
 * The settings by their names (docs/settings.md). Periods are seconds, links and pages given as paths are full addresses
 * where they go into mails, second names and Django's EMAIL_… are merged. Frozen.
 */
export type Env = Readonly<Omit<Parsed, Merged>> &
  Place &
  MailSettings & {
    /** The master keys, the signing one first. Empty only in local mode before the entry has made the local secret. */
    readonly SECRET_KEYS: readonly Uint8Array<ArrayBuffer>[];
    /** What RATE_LIMIT_<NAME> says about a limit, unscaled; undefined where it is not set. */
    readonly rateLimit: (name: string) => RateLimit | undefined;
    /** The providers that OIDC_<NAME>_… describe. */
    readonly OIDC_PROVIDERS: readonly OidcSetting[];
    /** The receivers of events that WEBHOOK_<NAME>_… describe. */
    readonly WEB_HOOKS: readonly WebHookSetting[];
  };

/** What is read beside the schema, because its names are not fixed. */
type Extras = {
  readonly limits: ReadonlyMap<string, RateLimit>;
  readonly oidc: readonly OidcSetting[];
  readonly hooks: readonly WebHookSetting[];
};

/** Reads the settings from `source` (only strings; nothing else is touched). Throws one `SettingsFault` with every fault. */
export function readEnv(source: Source): Env {
  const faults: string[] = [];
  const given = mergeAliases(withoutBlanks(source), faults);
  const extras = {
    limits: readRateLimits(given, faults),
    oidc: readOidcProviders(given, faults),
    hooks: readWebHooks(given, faults),
  };
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
    throw new SettingsFault(faults.concat(crossFaults(given)));
  }
  const env = assemble(parsed.data, extras, faults);
  if (faults.length > 0) throw new SettingsFault(faults);
  return Object.freeze(env);
}

/** One sentence for each variable that looks like a setting of ours and is none. */
export function settingWarnings(source: Source): readonly string[] {
  const own = [...Object.keys(envSchema.shape), ...aliases.map(({ name }) => name)];
  const names = Object.keys(source).filter((name) => !isOidcName(name) && !isWebHookName(name));
  const known = [
    ...own,
    ...rateLimitNames.map((name) => rateLimitPrefix + name),
    ...nearOidcNames(names),
    ...nearWebHookNames(names),
  ];
  return unknownNames(names, known);
}

// With one wrong value the rest can still be judged: the settings that are right, and the defaults of the others.
function crossFaults(given: Source): readonly string[] {
  const faults: string[] = [];
  const { error } = envSchema.safeParse(given);
  const wrong = new Set((error?.issues ?? []).map((issue) => issue.path[0]));
  const rest = envSchema.safeParse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))));
  if (rest.success) assemble(rest.data, { limits: new Map(), oidc: [], hooks: [] }, faults);
  // A wrong value is already a fault; that it is therefore also "missing" is not another one.
  return faults.filter((fault) => ![...wrong].some((name) => fault.startsWith(`${String(name)} `)));
}

function assemble(parsed: Parsed, { limits, oidc, hooks }: Extras, faults: string[]): Env {
  const place = readPlace(parsed, faults);
  const mail = readMail(parsed, place.IS_LOCAL, faults);
  checkAccounts(parsed, faults);
  checkSocial(parsed, { oidc, isLocal: place.IS_LOCAL }, faults);
  checkWebHooks(hooks, place.IS_LOCAL, faults);
  if (!place.IS_LOCAL) checkPages(parsed, faults);
  const { SECRET_KEY, EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, ...kept } = parsed;
  const { ACCOUNT_CONFIRM_EMAIL_ON_GET, ...rest } = kept;
  return {
    ...rest,
    ...place,
    ...mail,
    REGISTER_VERIFICATION_URL: inFull(parsed.REGISTER_VERIFICATION_URL, place),
    REGISTER_EMAIL_VERIFICATION_URL: inFull(parsed.REGISTER_EMAIL_VERIFICATION_URL, place),
    RESET_PASSWORD_VERIFICATION_URL: inFull(parsed.RESET_PASSWORD_VERIFICATION_URL, place),
    SECRET_KEYS: parsed.SECRET_KEY ?? [],
    rateLimit: (name) => limits.get(name),
    OIDC_PROVIDERS: oidc,
    WEB_HOOKS: hooks,
  };
}

// Joined as text: a base may hold {uid} and {token}, which a URL parser would encode.
function inFull(page: string, place: Place): string {
  return page.startsWith("/") ? place.APP_URL + page : page;
}

function checkAccounts(parsed: Parsed, faults: string[]): void {
  if (!parsed.ACCOUNT_USERNAME_REQUIRED && !parsed.ACCOUNT_EMAIL_REQUIRED) {
    faults.push("ACCOUNT_USERNAME_REQUIRED and ACCOUNT_EMAIL_REQUIRED cannot both be false: an account needs a name");
  }
  if (!parsed.ACCOUNT_USERNAME_REQUIRED && parsed.USER_VERIFICATION_ID_FIELD === "username") {
    faults.push("USER_VERIFICATION_ID_FIELD=username needs ACCOUNT_USERNAME_REQUIRED=true");
  }
  if (!parsed.LOGIN_AUTHENTICATE_SESSION && !parsed.LOGIN_RETRIEVE_TOKEN) {
    faults.push("LOGIN_AUTHENTICATE_SESSION and LOGIN_RETRIEVE_TOKEN cannot both be false: a login would give nothing");
  }
  if (parsed.JWT_AUTH_COOKIE !== undefined && parsed.JWT_AUTH_COOKIE === parsed.JWT_AUTH_REFRESH_COOKIE) {
    faults.push("JWT_AUTH_COOKIE and JWT_AUTH_REFRESH_COOKIE cannot have the same name");
  }
  if (parsed.USER_LOGIN_FIELDS.length === 0) faults.push("USER_LOGIN_FIELDS must name username, email or both");
}

function checkPages(parsed: Parsed, faults: string[]): void {
  for (const [name, value] of Object.entries(parsed)) {
    const url = name.endsWith("_URL") && typeof value === "string" ? URL.parse(value) : null;
    if (url?.protocol !== "http:" || isLoopback(url) || name === "APP_URL") continue;
    if (name !== "RESEND_BASE_URL") faults.push(`${name} must start with https:// while APP_URL is public`);
  }
}

function withoutBlanks(source: Source): Source {
  const given = Object.entries(source).map(([name, value]) => [name, value?.trim() || undefined] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}
