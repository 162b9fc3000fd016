import { z } from "zod";

/** `language/`: the tag of one of the languages that pages are offered in. */
export function languageBody(offered: readonly string[]) {
  return z.object({ language: z.enum(offered) });
}
/** The chosen language. */
export type LanguageInput = z.infer<ReturnType<typeof languageBody>>;
