import { messageOf } from "./answer.ts";
import type { ApiEntry } from "./api-entry.ts";
import { fieldCodesOf, fieldsOf } from "./api-fields.ts";
import { maxBodyBytes, maxBodyKeys } from "./body.ts";
import type { Access, AnyDoor } from "./door.ts";
import type { Method } from "./endpoint.ts";
import { type ErrorCode, errorTable } from "./errors.ts";

/** An error as the documentation lists it. */
export type ApiError = { readonly code: ErrorCode; readonly status: number; readonly words: string };

const byAccess: { readonly [A in Access]: readonly ErrorCode[] } = {
  anyone: [],
  known: [],
  session: ["not_authenticated"],
  fresh: ["not_authenticated", "reauthentication_required"],
};

const bodyCodes: readonly ErrorCode[] = [
  "parse_error",
  "not_a_dictionary",
  "too_many_fields",
  "body_too_large",
  "unsupported_media_type",
];

/** The values that stand in the words, where they are not the usual ones. */
const values: Partial<Readonly<Record<ErrorCode, Readonly<Record<string, string | number>>>>> = {
  not_a_dictionary: { type: "list" },
  too_many_fields: { max: maxBodyKeys },
  body_too_large: { max: maxBodyBytes },
  too_many_bytes: { max: 1024 },
  password_too_long: { max: 256 },
};
const usual = {
  ...{ seconds: 30, max: 150, min: 8, field: "username", got: "list" },
  ...{ reason: "the body is not JSON", type: "text/plain", method: "…" },
};

/** Whether this method carries a body. */
export function takesBody(method: Method): boolean {
  return method === "POST" || method === "PUT" || method === "PATCH";
}

/** Everything one method can be refused for, by status; its own reasons come first. */
export function errorsOf(method: Method, door: AnyDoor, entry: ApiEntry): readonly ApiError[] {
  const { facts } = door;
  const codes: readonly ErrorCode[] = [
    ...entry.codes,
    ...(takesBody(method) ? [...fieldCodesOf(fieldsOf(facts)), ...bodyCodes] : []),
    ...(method === "GET" ? [] : (["csrf_failed"] as const)),
    ...byAccess[facts.access],
    ...(facts.canBeClosed ? (["not_found"] as const) : []),
    "method_not_allowed",
    ...(facts.limits.length > 0 ? (["throttled"] as const) : []),
    "unavailable",
  ];
  return [...new Set(codes)].map(errorOf).sort((one, other) => one.status - other.status);
}

function errorOf(code: ErrorCode): ApiError {
  const words = messageOf({ code, values: { ...usual, ...values[code] } }, "en");
  return { code, status: errorTable[code].status, words };
}
