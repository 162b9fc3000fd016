import type { Mails } from "./all.ts";

/**
 * Template sets of your own, each with the mails it replaces; `mailSetOf` of lib/settings.ts chooses one for a reader. What a
 * set does not have is ours. (They stand here and not in lib/settings.ts, which commands read without a build.)
 */
export const mailSets: Readonly<Record<string, Partial<Mails>>> = {};
