/** A finished mail: what a transport needs, and nothing it must work out. */
export type OutgoingMail = {
  /** The mail's own id: idempotency key, Message-ID, file name. A retry keeps it. */
  readonly mailId: string;
  /** When its job was made (database clock). */
  readonly createdAt: Date;
  /** `Name <address>` or a bare address, from the settings only. */
  readonly from: string;
  readonly replyTo: string | null;
  /** One bare address, as it stands in the row. */
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** `<mail id@domain of the sender>`: the same at every try. */
  readonly messageId: string;
  /** Further headers. */
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * What became of it. `sent`: the other side has it, now or from an earlier try. `refused`: it will never take it.
 * `later`: it may, not before `retryAfterSeconds` when that is said. `reason` is for the log: no address, no text.
 */
export type SendOutcome =
  | { readonly state: "sent" }
  | { readonly state: "refused"; readonly reason: string }
  | { readonly state: "later"; readonly reason: string; readonly retryAfterSeconds?: number };

/** One way to hand a mail over. It answers within 10 s and throws only for bugs. */
export type Transport = (mail: OutgoingMail) => Promise<SendOutcome>;

/** The longest a transport may take, in ms. */
export const sendLimitMs = 10_000;
