/**
 * Why a use case refused: a stable code, the input field it belongs to (none: the request as a whole),
 * and the values its message names.
 */
export type Refusal<Code extends string> = {
  readonly code: Code;
  readonly field?: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

/** What a use case answers: a value, or at least one refusal. Bugs and broken infrastructure are thrown instead. */
export type Result<Value, Code extends string = never> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusals: readonly [Refusal<Code>, ...Refusal<Code>[]] };

/** A success. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** A refusal of the whole request, or of one field of it. */
export function refuse<Code extends string>(
  code: Code,
  about: Omit<Refusal<Code>, "code"> = {},
): { readonly ok: false; readonly refusals: readonly [Refusal<Code>] } {
  return { ok: false, refusals: [{ code, ...about }] };
}

/** Several refusals at once, such as every rule a password breaks. The list must not be empty. */
export function refuseAll<Code extends string>(
  refusals: readonly Refusal<Code>[],
): { readonly ok: false; readonly refusals: readonly [Refusal<Code>, ...Refusal<Code>[]] } {
  const [first, ...others] = refusals;
  if (!first) throw new Error("a refusal needs a reason");
  return { ok: false, refusals: [first, ...others] };
}
