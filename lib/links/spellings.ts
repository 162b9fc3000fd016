import type { LinkFields } from "./parse.ts";

/*
 * The same link as dj-rest-auth's front ends spell it. Only a spelling: what comes out goes to `parseLink`
 * and `checkLink` like any other.
 */

/** dj-rest-auth's `token` of a password reset: `<timestamp>-<signature>`. */
export function resetToken(timestamp: number, signature: string): string {
  return `${timestamp}-${signature}`;
}

/** `uid` and `token` as the parameters of a link. */
export function fieldsOfResetToken(uid: string, token: string): LinkFields {
  const [timestamp = "", ...rest] = token.split("-");
  return { user_id: uid, timestamp, signature: rest.join("-") };
}

/** dj-rest-auth's `key` of an e-mail confirmation: `<user_id>:<timestamp>:<signature>`. */
export function confirmationKey(userId: string, timestamp: number, signature: string): string {
  return `${userId}:${timestamp}:${signature}`;
}

/** A confirmation `key` as the parameters of a link. */
export function fieldsOfConfirmationKey(key: string): LinkFields {
  const [userId = "", timestamp = "", ...rest] = key.split(":");
  return { user_id: userId, timestamp, signature: rest.join(":") };
}
