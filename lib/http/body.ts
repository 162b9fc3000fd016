import { ok, type Result, refuse } from "#lib/result.ts";

/** The most a body may have, in bytes. The HTTP entry holds to it too. */
export const maxBodyBytes = 65_536;
/** The most keys one body may have. */
export const maxBodyKeys = 100;
const maxDepth = 20;

type BodyCode =
  | "parse_error"
  | "not_a_dictionary"
  | "too_many_fields"
  | "body_too_large"
  | "unsupported_media_type"
  | "malformed_text";

/** A body as read, before any schema: own keys only, on an object without a prototype. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a body of one of the three accepted types (docs/security.md rows 58, 74, 75, 77); an absent body is an empty
 * one. Refuses everything else with the matching code. A field given twice in a form becomes a list, which no schema takes.
 */
export async function readBody(request: Request): Promise<Result<Fields, BodyCode>> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > maxBodyBytes) return refuse("body_too_large", { values: { max: maxBodyBytes } });
  const contentType = request.headers.get("content-type") ?? "";
  if (bytes.byteLength === 0 && contentType === "") return ok({});
  const [essence = "", ...parameters] = contentType.split(";").map((part) => part.trim());
  const type = essence.toLowerCase();
  if (!hasUsableCharset(parameters))
    return refuse("unsupported_media_type", { values: { type: contentType.slice(0, 100) } });
  if (type === "application/json") return readJson(bytes);
  if (type === "application/x-www-form-urlencoded") return readUrlEncoded(bytes);
  if (type === "multipart/form-data") return readMultipart(bytes, contentType);
  return refuse("unsupported_media_type", { values: { type: contentType.slice(0, 100) } });
}

function hasUsableCharset(parameters: readonly string[]): boolean {
  const charset = parameters.find((parameter) => /^charset\s*=/i.test(parameter));
  return charset === undefined || /^charset\s*=\s*"?utf-?8"?$/i.test(charset);
}

function readJson(bytes: Uint8Array): Result<Fields, BodyCode> {
  const text = decode(bytes);
  if (text === null) return refuse("parse_error", { values: { reason: "the body is not UTF-8" } });
  if (text.trim() === "") return ok({});
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("parse_error", { values: { reason: "the body is not JSON" } });
  }
  if (!isShallow(value, maxDepth))
    return refuse("parse_error", { values: { reason: "the body is nested too deeply" } });
  return isPlainObject(value) ? toFields(Object.entries(value)) : notADictionary(value);
}

function notADictionary(value: unknown): Result<never, BodyCode> {
  return refuse("not_a_dictionary", { field: "non_field_errors", values: { type: pythonTypeName(value) } });
}

// The words of Django REST framework, whose clients may look for them.
function pythonTypeName(value: unknown): string {
  if (value === null) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  return Number.isInteger(value) ? "int" : "float";
}

function readUrlEncoded(bytes: Uint8Array): Result<Fields, BodyCode> {
  const text = decode(bytes);
  if (text === null || !isWellEncoded(text))
    return refuse("parse_error", { values: { reason: "the form is not UTF-8" } });
  return ofForm([...new URLSearchParams(text)]);
}

function isWellEncoded(text: string): boolean {
  try {
    decodeURIComponent(text.replaceAll("+", " "));
    return true;
  } catch {
    return false;
  }
}

async function readMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Result<Fields, BodyCode>> {
  try {
    const form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
    return ofForm([...form]);
  } catch {
    return refuse("parse_error", { values: { reason: "the form is not complete" } });
  }
}

/** The pairs of a form; those whose name comes more than once have the list of their values, and count as so many keys. */
function ofForm(pairs: readonly (readonly [string, unknown])[]): Result<Fields, BodyCode> {
  if (pairs.length > maxBodyKeys) return tooManyFields();
  const byName = Map.groupBy(pairs, ([name]) => name);
  return toFields(
    [...byName].map(([name, own]) => [name, own.length === 1 ? own[0]?.[1] : own.map(([, value]) => value)]),
  );
}

function toFields(entries: readonly [string, unknown][]): Result<Fields, BodyCode> {
  if (entries.length > maxBodyKeys) return tooManyFields();
  const fields: Record<string, unknown> = Object.create(null);
  for (const [name, value] of entries) if (name !== "__proto__") fields[name] = value;
  return ok(fields);
}

function tooManyFields(): Result<never, BodyCode> {
  return refuse("too_many_fields", { values: { max: maxBodyKeys } });
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}
