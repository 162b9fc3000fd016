import { maskEmail } from "#lib/log.ts";
import { judgeKey } from "./judge-key.ts";
import { type JudgedLink, judgeLink } from "./link-user.ts";

/** What the GET of a link page may know: it changes nothing, and shows an address only masked and only for a live link. */
export type LinkLook =
  | {
      readonly outcome: "live";
      readonly maskedEmail: string;
      /** This browser registered the account: its page may confirm at once. */
      readonly isRegistrantBrowser: boolean;
      readonly userId: string;
    }
  | { readonly outcome: "used" | "already_activated" | "expired" | "invalid" };

type Fields = Readonly<Record<string, string>>;

/**
 * Looks at a link read-only, with the same checks as its use case. `registrantHash` is of the registrant
 * cookie of this browser.
 */
export async function inspectLink(
  purpose: "register" | "reset-password" | "email-change",
  fields: Fields,
  registrantHash: Uint8Array | null = null,
): Promise<LinkLook> {
  const { user_id = "", timestamp = "", signature = "", email } = fields;
  if (purpose === "email-change" && email === undefined) return { outcome: "invalid" };
  const shown =
    purpose === "email-change" ? { user_id, timestamp, signature, email } : { user_id, timestamp, signature };
  return lookOf(purpose, await judgeLink(purpose, shown), registrantHash);
}

/** The same for an activation key, or a link written in one piece. */
export async function inspectActivationKey(key: string, registrantHash: Uint8Array | null): Promise<LinkLook> {
  return lookOf("register", await judgeKey(key), registrantHash);
}

function lookOf(purpose: string, judged: JudgedLink, registrantHash: Uint8Array | null): LinkLook {
  if (judged.kind === "invalid") return { outcome: "invalid" };
  const { user, link } = judged;
  const isUsed = judged.kind === "earlier" || (purpose === "register" && user.isVerified);
  if (isUsed) return { outcome: purpose === "register" && user.status === "active" ? "already_activated" : "used" };
  if (judged.kind === "expired") return { outcome: "expired" };
  return {
    outcome: "live",
    maskedEmail: maskEmail(link.email ?? user.email ?? ""),
    isRegistrantBrowser: isSame(registrantHash, user.registrantHash),
    userId: user.userId,
  };
}

function isSame(ours: Uint8Array | null, theirs: Uint8Array | null): boolean {
  return ours !== null && theirs !== null && Buffer.compare(ours, theirs) === 0;
}
