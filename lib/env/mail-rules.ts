/** What the rules about mail see of the parsed settings. */
export type MailInput = {
  readonly DATA_DIR: string;
  readonly MAIL_TRANSPORT?: "inbox" | "console" | "smtp" | "resend" | undefined;
  readonly MAIL_DIR?: string | undefined;
  readonly VERIFICATION_FROM_EMAIL?: string | undefined;
  readonly SMTP_URL?: string | undefined;
  readonly EMAIL_HOST?: string | undefined;
  readonly EMAIL_PORT?: number | undefined;
  readonly EMAIL_HOST_USER?: string | undefined;
  readonly EMAIL_HOST_PASSWORD?: string | undefined;
  readonly EMAIL_USE_TLS?: boolean | undefined;
  readonly RESEND_API_KEY?: string | undefined;
  readonly RESEND_BASE_URL: string;
};

/** How mail leaves, with Django's five settings already put into SMTP_URL. */
export type MailSettings = {
  readonly MAIL_TRANSPORT: "inbox" | "console" | "smtp" | "resend";
  readonly MAIL_DIR: string;
  readonly VERIFICATION_FROM_EMAIL: string;
  readonly SMTP_URL: string | undefined;
};

/** Chooses the transport and checks that its settings are there and no other's are; faults are added to `faults`. */
export function readMail(given: MailInput, isLocal: boolean, faults: string[]): MailSettings {
  const transport = given.MAIL_TRANSPORT ?? "inbox";
  const smtpUrl = given.SMTP_URL ?? djangoSmtpUrl(given);
  checkMailServer(given, faults);
  if (transport === "smtp" && smtpUrl === undefined) {
    faults.push("MAIL_TRANSPORT=smtp needs SMTP_URL (or EMAIL_HOST): the mail server");
  }
  if (transport === "resend" && given.RESEND_API_KEY === undefined) {
    faults.push("MAIL_TRANSPORT=resend needs RESEND_API_KEY");
  }
  checkUnused(given, transport, faults);
  if (!isLocal) checkPublic(given, faults);
  return {
    MAIL_TRANSPORT: transport,
    MAIL_DIR: given.MAIL_DIR ?? `${given.DATA_DIR}/mail`,
    VERIFICATION_FROM_EMAIL: given.VERIFICATION_FROM_EMAIL ?? "latchkey@localhost",
    SMTP_URL: smtpUrl,
  };
}

function checkMailServer(given: MailInput, faults: string[]): void {
  const { EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS } = given;
  if (given.SMTP_URL !== undefined && EMAIL_HOST !== undefined) {
    faults.push("SMTP_URL and EMAIL_HOST both name the mail server: keep one");
  }
  const parts = { EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS };
  const alone = Object.entries(parts).find(([, value]) => value !== undefined && value !== false);
  if (alone && EMAIL_HOST === undefined)
    faults.push(`${alone[0]} means nothing without EMAIL_HOST: set it, or remove this`);
  if (EMAIL_HOST_PASSWORD !== undefined && EMAIL_HOST_USER === undefined && EMAIL_HOST !== undefined) {
    faults.push("EMAIL_HOST_PASSWORD means nothing without EMAIL_HOST_USER");
  }
}

/** A mail server or a key that is set and never used is a mistake: mail would go somewhere else than its owner thinks. */
function checkUnused(given: MailInput, transport: string, faults: string[]): void {
  const server = given.SMTP_URL !== undefined ? "SMTP_URL" : "EMAIL_HOST";
  const hasServer = given.SMTP_URL !== undefined || given.EMAIL_HOST !== undefined;
  if (hasServer && transport !== "smtp") {
    faults.push(`${server} is set, but MAIL_TRANSPORT is not smtp: set MAIL_TRANSPORT=smtp, or remove ${server}`);
  }
  if (given.RESEND_API_KEY !== undefined && transport !== "resend") {
    faults.push(
      "RESEND_API_KEY is set, but MAIL_TRANSPORT is not resend: set MAIL_TRANSPORT=resend, or remove the key",
    );
  }
}

function checkPublic(given: MailInput, faults: string[]): void {
  const { MAIL_TRANSPORT } = given;
  if (MAIL_TRANSPORT !== "smtp" && MAIL_TRANSPORT !== "resend") {
    faults.push("MAIL_TRANSPORT must be smtp or resend: with a public APP_URL mail has to reach people");
  }
  if (given.VERIFICATION_FROM_EMAIL === undefined) {
    faults.push("VERIFICATION_FROM_EMAIL is missing: the address your mails come from");
  }
  if (MAIL_TRANSPORT === "resend" && !given.RESEND_BASE_URL.startsWith("https:")) {
    faults.push("RESEND_BASE_URL must start with https:// while APP_URL is public");
  }
}

function djangoSmtpUrl(given: MailInput): string | undefined {
  const { EMAIL_HOST, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = "", EMAIL_USE_TLS = false } = given;
  if (EMAIL_HOST === undefined) return undefined;
  const port = given.EMAIL_PORT ?? (EMAIL_USE_TLS ? 587 : 25);
  const login = EMAIL_HOST_USER
    ? `${encodeURIComponent(EMAIL_HOST_USER)}:${encodeURIComponent(EMAIL_HOST_PASSWORD)}@`
    : "";
  const host = EMAIL_HOST.includes(":") ? `[${EMAIL_HOST}]` : EMAIL_HOST;
  const wantsStartTls = EMAIL_USE_TLS && port !== 465;
  return `${port === 465 ? "smtps" : "smtp"}://${login}${host}:${port}${wantsStartTls ? "/?requireTLS=true" : ""}`;
}
