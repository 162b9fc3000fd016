/** What a signed link is for. Each purpose has a key of its own, so that no link opens another door. */
export const linkPurposes = ["register", "email-change", "reset-password", "email-undo"] as const;

/** One of {@link linkPurposes}. */
export type LinkPurpose = (typeof linkPurposes)[number];

/** The purpose of an activation key: a change of REGISTRATION_SALT kills the older ones. */
export type ActivationPurpose = `activation-key/${string}`;
