import type { UserView } from "#lib/accounts/user-view.ts";
import type { Refusal } from "#lib/result.ts";
import type { ErrorCode } from "./errors.ts";

type Word = { readonly code: ErrorCode; readonly field?: string };
type Reword = (refusal: Refusal<ErrorCode>) => Refusal<ErrorCode>;

/**
 * Makes the words of a face out of those of the use case: other names for fields, other codes (and, where one is given,
 * their field). What is not named stays as it is.
 */
function rewording(
  fields: readonly (readonly [string, string])[],
  codes: { readonly [C in ErrorCode]?: Word },
): Reword {
  const renamed = new Map(fields);
  return (refusal) => {
    const word = codes[refusal.code];
    const field = word?.field ?? renamed.get(refusal.field ?? "") ?? refusal.field;
    return { ...refusal, code: word?.code ?? refusal.code, ...(field === undefined ? {} : { field }) };
  };
}

const everyField = "non_field_errors";
const invalidToken: Word = { code: "invalid_value", field: "token" };
const passwordsDiffer: Word = { code: "password_fields_differ" };
const notFound: Word = { code: "not_found" };

/** `login/`. */
export const loginWords = rewording([], {
  login_invalid: { code: "unable_to_log_in", field: everyField },
  login_unverified: { code: "email_not_verified", field: everyField },
});

/** `registration/`. */
export const registrationWords = rewording([["password", "password1"]], { passwords_differ: passwordsDiffer });

/** `registration/verify-email/`: a key that does not work is not found, whatever is wrong with it. */
export const verifyEmailWords = rewording([], {
  invalid_key: notFound,
  already_activated: notFound,
  link_used: notFound,
  expired: notFound,
});

/** `<provider>/`. */
export const socialWords = rewording([], {
  provider_refused: { code: "incorrect_value", field: everyField },
  social_email_taken: { code: "social_email_taken", field: everyField },
});

/** `password/change/`; what is wrong with a new password stands at its second field, as Django's form has it. */
export const changePasswordWords = rewording([["password", "new_password2"]], {
  passwords_differ: passwordsDiffer,
  old_password_incorrect: { code: "old_password_wrong" },
});

/** `password/reset/confirm/`. */
export const resetPasswordWords = rewording(
  [
    ["password", "new_password2"],
    ["password_confirm", "new_password2"],
  ],
  { invalid_key: invalidToken, link_used: invalidToken, expired: invalidToken, passwords_differ: passwordsDiffer },
);

/** The user object of the accounts API in the order and with the key of dj-rest-auth. */
export function authUser(user: UserView): UserView {
  const { id, username, email, first_name, last_name, ...others } = user;
  const all = { pk: id, username, email, first_name, last_name, ...others };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
