import { type CookieOrder, setCookie } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { translator } from "#lib/i18n/catalogue.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { Refusal } from "#lib/result.ts";
import { type ErrorCode, errorTable } from "./errors.ts";

/** What an endpoint says on success; the same for both representations. */
export type Answer = {
  readonly status: 200 | 201;
  readonly body: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly CookieOrder[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** The body of a refusal, as every endpoint spells it. */
export type ErrorBody = Readonly<Record<string, string | readonly string[]>>;

/** A refusal ready to be sent. */
export type Failure = {
  readonly status: number;
  readonly refusals: readonly Refusal<ErrorCode>[];
  readonly body: ErrorBody;
  readonly headers: Readonly<Record<string, string>>;
  readonly code: ErrorCode;
  readonly retryAfterSeconds?: number;
};

/** A JSON answer of the API; never stored by anyone. */
export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
  });
}

/** The success of an endpoint as JSON, with its cookies. */
export function successAnswer({ status, body, cookies = [], headers }: Answer): Response {
  const response = jsonAnswer(status, body, headers);
  for (const cookie of cookies) response.headers.append("set-cookie", setCookie(cookie));
  return response;
}

/** The first refusal without a field decides the answer; else every field gets the list of its messages, in this language. */
export function failureOf(refusals: readonly Refusal<ErrorCode>[], locale: Locale): Failure {
  const whole = refusals.find((refusal) => refusal.field === undefined);
  const first = whole ?? refusals[0];
  if (!first) throw new Error("a failure needs a refusal");
  const seconds = Number(first.values?.["seconds"]);
  return {
    status: errorTable[first.code].status,
    code: first.code,
    refusals,
    body: whole ? detailBody(whole, locale) : fieldBody(refusals, locale),
    headers: { ...headersOf(first), "content-language": locale, vary: "Accept-Language" },
    ...(Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}),
  };
}

/** The words of a refusal in a language. */
export function messageOf(refusal: Refusal<ErrorCode>, locale: Locale): string {
  return translator(locale, "errors")(refusal.code, { ...refusal.values });
}

const codelessDetails: readonly ErrorCode[] = [
  "not_found",
  "method_not_allowed",
  "parse_error",
  "unsupported_media_type",
];

function detailBody(refusal: Refusal<ErrorCode>, locale: Locale): ErrorBody {
  const detail = messageOf(refusal, locale);
  // DRF's own errors keep their `detail`; only the package's follow this switch of its settings.
  const isOwn = errorTable[refusal.code].status === 400 && refusal.code !== "parse_error";
  if (isOwn && env().USE_NON_FIELD_ERRORS_KEY_FROM_DRF_SETTINGS) return { non_field_errors: [detail] };
  return codelessDetails.includes(refusal.code) ? { detail } : { detail, code: refusal.code };
}

function fieldBody(refusals: readonly Refusal<ErrorCode>[], locale: Locale): ErrorBody {
  const body = new Map<string, string[]>();
  for (const refusal of refusals) {
    const field = refusal.field ?? "non_field_errors";
    body.set(field, [...(body.get(field) ?? []), messageOf(refusal, locale)]);
  }
  return Object.fromEntries(body);
}

function headersOf(refusal: Refusal<ErrorCode>): Record<string, string> {
  const seconds = refusal.values?.["seconds"];
  return {
    // RFC 9110 §11.6.1: every 401 names a way in.
    ...(errorTable[refusal.code].status === 401 ? { "www-authenticate": "Bearer" } : {}),
    ...(seconds === undefined ? {} : { "retry-after": String(seconds) }),
    ...(refusal.code === "method_not_allowed" ? { allow: String(refusal.values?.["allow"] ?? "") } : {}),
  };
}
