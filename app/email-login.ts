import { env } from "#lib/env.ts";

/** Whether the screens speak of an address alone where one says who one is: no other name is asked for, or logs in. */
export function isEmailLogin(): boolean {
  const { ACCOUNT_USERNAME_REQUIRED, USER_LOGIN_FIELDS } = env();
  return !(ACCOUNT_USERNAME_REQUIRED && USER_LOGIN_FIELDS.includes("username"));
}
