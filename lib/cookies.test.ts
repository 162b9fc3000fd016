import { describe, expect, test } from "vitest";
import { isCookieUsed, readCookie, setCookie, wireName } from "./cookies.ts";
import { handOn } from "./env.ts";

const publicPlace = {
  APP_URL: "https://accounts.example.org",
  SECRET_KEY: Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256)).toString("base64"),
  MAIL_TRANSPORT: "smtp",
  SMTP_URL: "smtp://mail.example.org:587",
  VERIFICATION_FROM_EMAIL: "accounts@example.org",
};
const named = { JWT_AUTH_COOKIE: "app-auth", JWT_AUTH_REFRESH_COOKIE: "app-refresh" };
const unnamed = { JWT_AUTH_COOKIE: "", JWT_AUTH_REFRESH_COOKIE: "" };

describe("in public", () => {
  test("every cookie, a token's too, is Secure, HttpOnly, Lax and bound to this host", () => {
    handOn({ ...publicPlace, ...named });
    for (const [name, wire] of [
      ["session", "__Host-session"],
      ["access", "__Host-app-auth"],
      ["refresh", "__Host-app-refresh"],
    ] as const) {
      const cookie = setCookie({ name, value: "x", maxAgeSeconds: 7 });
      expect(cookie).toBe(`${wire}=x; Path=/; Max-Age=7; HttpOnly; SameSite=Lax; Secure`);
      expect(readCookie(`a=b; ${wire}=x`, name)).toBe("x");
      expect(readCookie(`${wire.replace("__Host-", "")}=x`, name)).toBeNull();
    }
  });
});

test("a cookie that the settings do without is neither read nor written", () => {
  handOn({ ...publicPlace, ...unnamed });
  for (const name of ["access", "refresh"] as const) {
    expect(isCookieUsed(name)).toBe(false);
    expect(readCookie("undefined=x; __Host-undefined=x; =x; __Host-=x", name)).toBeNull();
    expect(() => wireName(name)).toThrow();
  }
});
