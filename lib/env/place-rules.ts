import { demandsTls, isLoopback } from "./kinds.ts";

/** What the rules about the place see of the parsed settings. */
export type PlaceInput = {
  readonly APP_URL?: string | undefined;
  readonly PORT?: number | undefined;
  readonly BIND?: string | undefined;
  readonly SECRET_KEY?: readonly Uint8Array[] | undefined;
  readonly RATE_LIMIT_SCALE: number;
  readonly DATABASE_URL?: string | undefined;
  readonly MIGRATION_DATABASE_URL?: string | undefined;
  readonly WEB_CONCURRENCY?: number | undefined;
  readonly FRONTEND_ORIGINS: readonly string[];
};

/** Where it runs: APP_URL without its slash, the port, and whether it is in local mode. */
export type Place = { readonly APP_URL: string; readonly PORT: number; readonly IS_LOCAL: boolean };

/** Tells local from public mode, by APP_URL alone, and what each demands; faults are added to `faults`. */
export function readPlace(given: PlaceInput, faults: string[]): Place {
  const url = new URL(given.APP_URL ?? `http://localhost:${given.PORT ?? 3_000}`);
  const isLocal = isLoopback(url);
  if (url.pathname !== "/" || url.search !== "") {
    faults.push("APP_URL must be an origin without a path, such as https://accounts.example.org");
  }
  if (given.DATABASE_URL === undefined && (given.WEB_CONCURRENCY ?? 1) > 1) {
    faults.push("WEB_CONCURRENCY above 1 needs DATABASE_URL: the embedded database is for one process");
  }
  if (given.MIGRATION_DATABASE_URL !== undefined && given.DATABASE_URL === undefined) {
    faults.push("MIGRATION_DATABASE_URL needs DATABASE_URL: the embedded database has no roles");
  }
  for (const name of ["DATABASE_URL", "MIGRATION_DATABASE_URL"] as const) {
    if (given[name] === undefined || demandsTls(new URL(given[name])) !== null) continue;
    faults.push(
      `${name} asks for an sslmode that is not kept: take require, verify-ca or verify-full (each verifies the certificate), or disable`,
    );
  }
  if (isLocal) checkLocal(url, given, faults);
  else checkPublic(url, given, faults);
  const port = given.PORT ?? (isLocal ? Number(url.port || 80) : 3_000);
  return { APP_URL: url.origin, PORT: port, IS_LOCAL: isLocal };
}

function checkLocal(url: URL, given: PlaceInput, faults: string[]): void {
  if (url.protocol !== "http:") faults.push("APP_URL on this machine's loopback starts with http://, not https://");
  if (given.PORT !== undefined && Number(url.port || 80) !== given.PORT) {
    faults.push("APP_URL and PORT name different ports: on loopback they must be the same, or leave one out");
  }
  if (given.BIND !== undefined && !/^(127\.|::1$)/.test(given.BIND)) {
    faults.push("BIND must be a loopback address while APP_URL is one: set a public APP_URL, or remove BIND");
  }
}

function checkPublic(url: URL, given: PlaceInput, faults: string[]): void {
  if (url.protocol !== "https:") {
    faults.push("APP_URL must start with https:// (only http://localhost needs none): put a TLS proxy in front");
  }
  if (given.SECRET_KEY === undefined) {
    faults.push("SECRET_KEY is missing: with a public APP_URL make one with: openssl rand -base64 32");
  }
  if (given.RATE_LIMIT_SCALE > 1) {
    faults.push(
      "RATE_LIMIT_SCALE above 1 is for tests on loopback: remove it, or set single limits with RATE_LIMIT_<NAME>",
    );
  }
  if (given.FRONTEND_ORIGINS.some((origin) => origin.startsWith("http:"))) {
    faults.push("FRONTEND_ORIGINS must start with https:// while APP_URL is public");
  }
}
