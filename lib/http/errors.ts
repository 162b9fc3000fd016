/**
 * Every code an API answer can carry, with its status. A code that a use case can return and that is missing here does not
 * compile; its English words are in lib/i18n/messages/en/errors.json under the same key. `docs/errors.md` is made from it.
 */
export const errorTable = {
  // The request itself (contract §1).
  parse_error: { status: 400 },
  not_a_dictionary: { status: 400 },
  too_many_fields: { status: 400 },
  not_authenticated: { status: 401 },
  csrf_failed: { status: 403 },
  not_found: { status: 404 },
  method_not_allowed: { status: 405 },
  body_too_large: { status: 413 },
  unsupported_media_type: { status: 415 },
  throttled: { status: 429 },
  server_error: { status: 500 },
  unavailable: { status: 503 },
  // Fields (contract §1, lib/schemas/codes.ts).
  required: { status: 400 },
  null: { status: 400 },
  not_a_string: { status: 400 },
  not_an_integer: { status: 400 },
  not_a_boolean: { status: 400 },
  not_an_object: { status: 400 },
  not_a_choice: { status: 400 },
  blank: { status: 400 },
  too_long: { status: 400 },
  malformed_text: { status: 400 },
  invalid_email: { status: 400 },
  invalid_username: { status: 400 },
  reserved_name: { status: 400 },
  confusable_name: { status: 400 },
  passwords_differ: { status: 400 },
  terms_required: { status: 400 },
  // Passwords (lib/passwords/policy.ts).
  password_too_short: { status: 400 },
  password_too_long: { status: 400 },
  password_too_common: { status: 400 },
  password_entirely_numeric: { status: 400 },
  password_too_similar: { status: 400 },
  password_repetitive: { status: 400 },
  password_product_name: { status: 400 },
  password_malformed: { status: 400 },
  // Registration and verification (contract §2).
  username_taken: { status: 400 },
  email_taken: { status: 400 },
  user_without_email: { status: 400 },
  invalid_key: { status: 400 },
  already_activated: { status: 400 },
  link_used: { status: 400 },
  expired: { status: 400 },
  email_already_registered: { status: 400 },
  proof_required: { status: 400 },
  registration_not_found: { status: 400 },
  corrections_used_up: { status: 400 },
  // Login and account (contract §2).
  login_invalid: { status: 400 },
  login_unverified: { status: 400 },
  old_password_incorrect: { status: 400 },
  password_incorrect: { status: 400 },
  token_not_found: { status: 400 },
  user_not_found: { status: 400 },
  reauthentication_required: { status: 403 },
  undo_window_open: { status: 400 },
} as const satisfies Record<string, { readonly status: number }>;

/** A stable, snake_case error code. */
export type ErrorCode = keyof typeof errorTable;
