import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { nowSeconds } from "#lib/clock.ts";
import { derivedKeys } from "#lib/keys.ts";

/** The life of a device cookie in seconds: 180 days (docs/security.md row 41). */
export const deviceCookieSeconds = 180 * 24 * 60 * 60;

/**
 * A cookie that says "this browser has logged in to that account": user id, time, MAC under the subkey `device/v1`. It logs
 * nobody in; it spares its owner the account's failure limit, and the notice of a new device.
 */
export function deviceCookieFor(userId: string): string {
  const [key] = derivedKeys("device/v1");
  if (!key) throw new Error("there is no master key");
  const claim = `${userId}.${nowSeconds()}`;
  return `${claim}.${macOf(key, claim).toString("base64url")}`;
}

/** Whether a device cookie is genuine, of this account, and not too old. */
export function isKnownDevice(cookie: string | null, userId: string): boolean {
  const [id, time, mac, ...others] = (cookie ?? "").split(".");
  if (id !== userId || !time || !/^\d{10}$/.test(time) || !mac || others.length > 0) return false;
  if (nowSeconds() - Number(time) > deviceCookieSeconds) return false;
  const given = Buffer.from(mac, "base64url");
  return derivedKeys("device/v1").some((key) => {
    const right = macOf(key, `${id}.${time}`);
    return given.length === right.length && timingSafeEqual(given, right);
  });
}

function macOf(key: KeyObject, claim: string): Buffer {
  return createHmac("sha256", key).update(claim, "utf8").digest();
}
