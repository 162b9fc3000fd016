/** One captured mail, as its file in `MAIL_DIR` holds it. */
export type CapturedMail = {
  readonly id: string;
  /** ISO 8601, UTC: when the mail's job was made. */
  readonly createdAt: string;
  readonly from: string;
  readonly to: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** `2026-11-21T08-01-02.345Z-<mail id>.json`: sorts by time; no colon, which some file systems refuse. */
export function capturedFileName(mail: { readonly id: string; readonly createdAt: string }): string {
  return `${mail.createdAt.replaceAll(":", "-")}-${mail.id}.json`;
}

/** The name of a captured mail's file; group 1 is its id. Anything else in the folder is none of ours. */
export const capturedFilePattern =
  /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/;
