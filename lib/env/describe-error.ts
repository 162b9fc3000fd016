import { z } from "zod";

/** What may be told about an error: never its message, which may quote a row, a body or a link. */
export type ErrorDescription = {
  readonly name: string;
  readonly code?: string;
  /** Only where it is one of the engine's own sentences about code. */
  readonly message?: string;
  readonly stack?: readonly string[];
  readonly cause?: ErrorDescription;
};

const maxFrames = 8;

// V8's sentences that quote the source text, never a value.
const harmless = [
  /^Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '[\w$]{1,60}'\)$/,
  /^[\w$.()]{1,80} is not (?:a function|iterable|a constructor|defined)$/,
  /^fetch failed$/,
];

/** Describes anything thrown by name, code, place and cause (docs/security.md rows 86 and 88). */
export function describeError(thrown: unknown, depth = 0): ErrorDescription {
  if (!(thrown instanceof Error)) return described(thrown);
  const stack = frames(thrown);
  return {
    name: word(thrown.name),
    ...("code" in thrown && (typeof thrown.code === "string" || typeof thrown.code === "number")
      ? { code: word(String(thrown.code)) }
      : {}),
    ...(harmless.some((sentence) => sentence.test(thrown.message)) ? { message: thrown.message } : {}),
    ...(stack.length > 0 ? { stack } : {}),
    ...(thrown.cause === undefined || depth >= 2 ? {} : { cause: describeError(thrown.cause, depth + 1) }),
  };
}

/** What a database driver gives as the cause of its error: its kind, and SQLSTATE or the system's code. */
const driverCause = z.object({
  kind: z.string().regex(/^[A-Za-z]{1,40}$/),
  originalCode: z.optional(z.string().regex(/^[A-Z0-9_]{3,40}$/)),
});

function described(thrown: unknown): ErrorDescription {
  const cause = driverCause.safeParse(thrown).data;
  if (!cause) return { name: typeof thrown };
  const { kind, originalCode } = cause;
  return { name: kind, ...(originalCode === undefined ? {} : { code: originalCode }) };
}

// The message stands before the frames and may have several lines, so it is cut off as a whole.
function frames(error: Error): readonly string[] {
  const stack = error.stack ?? "";
  const at = error.message === "" ? 0 : stack.indexOf(error.message);
  const rest = at < 0 ? "" : stack.slice(at + error.message.length);
  const lines = rest.split("\n").map((line) => line.trim());
  return lines.filter((line) => line.startsWith("at ")).slice(0, maxFrames);
}

function word(text: string): string {
  return text.replace(/[^\w.$-]/g, "").slice(0, 60);
}
