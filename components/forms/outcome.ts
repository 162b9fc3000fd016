/** How an attempt to send a form ended, whether the answer came to a script or, by way of the flash, to a page. */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "fields"; readonly errors: FieldMessages }
  | { readonly kind: "refused"; readonly code: string; readonly detail: string }
  | { readonly kind: "throttled"; readonly seconds: number }
  | { readonly kind: "away"; readonly seconds: number };

/** Messages by field name. */
export type FieldMessages = Readonly<Record<string, readonly string[]>>;

/** What a page knows of a form that was posted without script (the shape of lib/http/flash.ts). */
export type FormFlash = {
  readonly endpoint: string;
  readonly status: number;
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
  readonly errors?: FieldMessages | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly retryAfterSeconds?: number | undefined;
};

/** An answer of the API, as far as a form needs it. */
export type Answer = { readonly status: number; readonly body: unknown; readonly retryAfterSeconds: number | null };

/** After this many seconds a form whose server was away tries again. */
export const awaySeconds = 5;
const throttledSeconds = 60;

/** Reads an answer: every status and every shape of body becomes one of five outcomes. */
export function outcomeOf({ status, body, retryAfterSeconds }: Answer): Outcome {
  if (status < 400) return { kind: "done" };
  if (status === 429) return { kind: "throttled", seconds: retryAfterSeconds ?? throttledSeconds };
  if (status >= 502) return { kind: "away", seconds: retryAfterSeconds ?? awaySeconds };
  if (status === 500 || !isRecord(body)) return unknownRefusal;
  if (typeof body["detail"] === "string") {
    return { kind: "refused", code: textOf(body["code"]) ?? codeOfStatus(status), detail: body["detail"] };
  }
  const errors = messagesOf(body);
  return Object.keys(errors).length > 0 ? { kind: "fields", errors } : unknownRefusal;
}

/** The outcome that a flash tells. A server that was away is a refusal here: no script holds the form to try again. */
export function outcomeOfFlash(flash: FormFlash): Outcome {
  if (flash.status >= 500) return unknownRefusal;
  const body = flash.errors ?? { detail: flash.detail ?? "", code: flash.code };
  return outcomeOf({ status: flash.status, body, retryAfterSeconds: flash.retryAfterSeconds ?? null });
}

const unknownRefusal: Outcome = { kind: "refused", code: "server_error", detail: "" };

function codeOfStatus(status: number): string {
  return status === 401 ? "not_authenticated" : "unknown";
}

function messagesOf(body: Record<string, unknown>): FieldMessages {
  const entries = Object.entries(body).map(([field, value]) => [field, textsOf(value)] as const);
  return Object.fromEntries(entries.filter(([, messages]) => messages.length > 0));
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((text) => typeof text === "string");
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
