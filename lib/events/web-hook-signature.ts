import { createHmac } from "node:crypto";

/** What is signed: the message's id, the moment of this attempt in seconds since 1970, and the exact body. */
export type SignedMessage = { readonly id: string; readonly timestamp: number; readonly body: string };

/**
 * The three headers of Standard Webhooks 1.0 ("Signature scheme", symmetric): HMAC-SHA-256 over `id.timestamp.body` under
 * every secret, so that a receiver that knows the old or the new one accepts it while they are changed.
 */
export function webHookHeaders({ id, timestamp, body }: SignedMessage, secrets: readonly Uint8Array[]) {
  const text = `${id}.${timestamp}.${body}`;
  const signatures = secrets.map((secret) => `v1,${createHmac("sha256", secret).update(text).digest("base64")}`);
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
}
