import { ok, type Result } from "#lib/result.ts";
import type { LanguageInput } from "#lib/schemas/language.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { storeLanguage } from "./language-store.ts";

/**
 * Chooses the language of pages; whoever is logged in gets their mails in it too, from the next one on. The choice itself
 * is kept in the browser. Harmless when it is chosen again.
 */
export async function chooseLanguage(
  { language }: LanguageInput,
  { principal }: { readonly principal: Principal | null },
): Promise<Result<string>> {
  if (principal !== null && principal.locale !== language) await storeLanguage(principal.userId, language);
  return ok(language);
}
