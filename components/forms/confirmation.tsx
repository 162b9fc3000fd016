import { SecretField } from "./fields.tsx";
import type { FormFlash } from "./outcome.ts";

/**
 * The second typing of a new password. With script a person can look at what was typed, so the form confirms it by itself and
 * this field is only there without script, or when the server has found fault with it.
 */
export function Confirmation({ name, flash }: { name: string; flash: FormFlash | null }) {
  const field = <SecretField name={name} autoComplete="new-password" />;
  return flash?.errors?.[name] === undefined ? <noscript>{field}</noscript> : field;
}
