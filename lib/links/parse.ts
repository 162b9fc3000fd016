import { parseSignature } from "./sign.ts";

/** A link whose parts have the right shape; nothing is proven yet. */
export type ParsedLink = {
  readonly userId: string;
  readonly timestamp: number;
  readonly mac: Uint8Array;
  /** Only in links that carry an address. */
  readonly email?: string;
};

/** The parameters of a link as they came. */
export type LinkFields = {
  readonly user_id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly email?: string | undefined;
};

/** USER_VERIFICATION_ID_FIELD: what `user_id` holds. */
export type LinkIdField = "id" | "username";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Wider than the rule for new names: an imported account keeps its own. */
const USERNAME = /^[^\s\p{C}]{1,150}$/u;
const TIMESTAMP = /^[1-9][0-9]{9}$/;
const CANONICAL_EMAIL = /^[!-?^-~]{1,64}@[a-z0-9.-]{3,253}$/;

/**
 * The link, if every part is spelled exactly as we spell it (docs/security.md row 10): a lower-case UUID or an NFKC
 * username, ten digits, 43 canonical base64url characters, a canonical address. Else null, which is answered like a
 * forged signature. Before any look-up; nothing here depends on who exists.
 */
export function parseLink(fields: LinkFields, idField: LinkIdField = "id"): ParsedLink | null {
  const { user_id: userId, email } = fields;
  const timestamp = parseTimestamp(fields.timestamp);
  const mac = parseSignature(fields.signature);
  if (timestamp === null || mac === null || !isUserId(userId, idField)) return null;
  if (email === undefined) return { userId, timestamp, mac };
  return CANONICAL_EMAIL.test(email) ? { userId, timestamp, mac, email } : null;
}

/** Ten decimal digits without a leading zero (2001 to 2286), else null. */
export function parseTimestamp(text: string): number | null {
  return TIMESTAMP.test(text) ? Number(text) : null;
}

/** Whether the text could be what `user_id` holds. */
function isUserId(text: string, idField: LinkIdField): boolean {
  if (idField === "id") return UUID.test(text);
  return USERNAME.test(text) && text.normalize("NFKC") === text;
}
