import { ok, type Result } from "#lib/result.ts";
import type { FreshPrincipal } from "#lib/sessions/principal.ts";
import { type AccountExport, readEverything } from "./export-store.ts";

/** All that is kept about the person, as data: everything but the secrets themselves (hashes of password and tokens). */
export async function exportAccount(principal: FreshPrincipal): Promise<Result<AccountExport>> {
  return ok(await readEverything(principal.userId));
}
