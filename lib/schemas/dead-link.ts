const deadLinkCodes: readonly string[] = [
  "invalid_key",
  "link_used",
  "already_activated",
  "expired",
  "email_already_registered",
];

/** Whether a refusal says that the link itself is of no more use: no other password and no second try would help. */
export function isDeadLinkCode(code: string): boolean {
  return deadLinkCodes.includes(code);
}
