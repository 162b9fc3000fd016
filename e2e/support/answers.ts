import type { Answer } from "./api.ts";

/** The `detail` answers that several tests expect. */
export const details = {
  invalidKey: { detail: "Invalid signature", code: "invalid_key" },
  expired: { detail: "Signature expired", code: "expired" },
  alreadyActivated: {
    detail: "The account you tried to activate has already been activated.",
    code: "already_activated",
  },
  linkUsed: { detail: "This link has already been used or replaced.", code: "link_used" },
  emailTaken: { detail: "This email is already registered.", code: "email_already_registered" },
  proofRequired: { detail: "Please enter the password you chose when you signed up.", code: "proof_required" },
  loginInvalid: { detail: "Login or password invalid.", code: "login_invalid" },
  loginUnverified: { detail: "Login or password invalid.", code: "login_unverified" },
  csrf: { detail: "CSRF Failed: Origin checking failed.", code: "csrf_failed" },
  verified: { detail: "User verified successfully" },
  loggedIn: { detail: "Login successful" },
} as const;

/** The field errors. */
export const faults = {
  required: "This field is required.",
  null: "This field may not be null.",
  notString: "Not a valid string.",
  blank: "This field may not be blank.",
  tooLong: (characters: number) => `Ensure this field has no more than ${characters} characters.`,
} as const;

const unique = new Set(["date", "content-length", "x-request-id"]);

/**
 * What a stranger can compare two answers by: status, header names and values but for those that differ in any two
 * answers, names of cookies set, and body. Two secret outcomes must be equal in it.
 */
export function seenFromOutside({ status, headers, setCookies, text }: Answer) {
  const names = [...headers].filter(([name]) => !unique.has(name) && name !== "set-cookie");
  const cookies = setCookies.map((cookie) => cookie.replace(/=[^;]*/, "=…"));
  const withoutNonce = names.map(([name, value]) => [name, value.replace(/'nonce-[^']*'/g, "'nonce-…'")]);
  return { status, headers: withoutNonce, cookies, text };
}
