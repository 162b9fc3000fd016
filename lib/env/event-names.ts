/** What happens to accounts: the models' signals and our own. */
export const eventNames = [
  "user_registered",
  "user_activated",
  "user_changed_email",
  "user_logged_in",
  "user_login_failed",
  "user_logged_out",
  "password_changed",
  "password_reset",
  "user_disabled",
  "user_enabled",
  "user_deleted",
  "session_revoked",
  "email_change_requested",
  "email_change_cancelled",
  "email_change_undone",
  "reauthenticated",
  "identity_linked",
  "identity_unlinked",
] as const;

/** One of {@link eventNames}. */
export type EventName = (typeof eventNames)[number];
