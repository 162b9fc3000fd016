import { isIP } from "node:net";
import { z } from "zod";
import {
  choice,
  contact,
  count,
  factor,
  flag,
  isOrigin,
  list,
  mailbox,
  serverAddress,
  text,
  webAddress,
} from "./kinds.ts";
import { masterKeyList } from "./secret-key.ts";
import { optional, setting } from "./setting.ts";

const origins = () => list(isOrigin, "origins such as https://app.example.org, without a path (and never *)");
const ipAddress = () => text().refine((written) => isIP(written) !== 0, { error: "must be an IP address" });

/** Where it runs and what it keeps. */
export const placeTable = z.object({
  APP_URL: optional(
    webAddress(),
    "http://localhost:$PORT",
    "The address people use, without a path. On loopback it runs in local mode; anywhere else https, SECRET_KEY and a" +
      " real MAIL_TRANSPORT are demanded.",
  ),
  PORT: optional(count(1, 65_535), "3000", "The port to listen on."),
  BIND: optional(ipAddress(), "loopback in local mode, else all", "The one address to listen on."),
  SECRET_KEY: optional(
    masterKeyList(),
    "made once into DATA_DIR in local mode",
    "1 to 3 master keys, separated by commas, each the base64 form of 32 or more random bytes (openssl rand -base64 32)." +
      " The first signs, all are tried.",
  ),
  DATABASE_URL: optional(
    serverAddress(["postgres:", "postgresql:"], "postgresql://user:password@host:5432/name"),
    "the embedded database in DATA_DIR",
    "The PostgreSQL server. `?sslmode=require`, `verify-ca` and `verify-full` all demand TLS and verify the certificate" +
      " (NODE_EXTRA_CA_CERTS names the file of an authority of one's own); without it, or with `disable`, there is none.",
  ),
  MIGRATION_DATABASE_URL: optional(
    serverAddress(["postgres:", "postgresql:"], "postgresql://owner:password@host:5432/name"),
    "DATABASE_URL",
    "The same database by the role that owns its tables, for npm run db:migrate alone; the role of DATABASE_URL then needs" +
      " no right but to its rows.",
  ),
  DATABASE_POOL_SIZE: setting(count(2, 200), "10", "Connections to the PostgreSQL server, for each process."),
  DATABASE_POOL_TIMEOUT: setting(
    count(1, 60),
    "5",
    "How long a request waits for one of them, in seconds; then it is answered 503, since a longer queue helps nobody.",
  ),
  DATABASE_STATEMENT_TIMEOUT: setting(
    count(1, 60),
    "5",
    "The longest a statement may take, in seconds: a hundred times what any of them needs, and less than people wait.",
  ),
  DATABASE_MAY_BE_NEWER: setting(
    flag(),
    "false",
    "Starts on a database that a newer version has migrated, to go back one release: its migrations only add.",
  ),
  DATA_DIR: setting(text(1_000), ".data", "The folder of the embedded database, the local secret and captured mail."),
  WEB_CONCURRENCY: optional(
    count(1, 64),
    "one for each processor; 1 with the embedded database",
    "How many processes answer.",
  ),
  SHUTDOWN_DELAY: setting(
    count(0, 60),
    "0",
    "How long a process that is told to stop still takes connections while /api/health/ready/ says no, in seconds: longer" +
      " than a balancer takes to notice, so that a restart refuses nobody.",
  ),
  TRUSTED_PROXY_COUNT: setting(
    count(0, 10),
    "0",
    "How many proxies of yours stand in front; each adds to X-Forwarded-For.",
  ),
  FRONTEND_ORIGINS: setting(origins(), "", "Origins of other front ends that may call the API (CORS)."),
  SECURITY_CONTACT: optional(
    contact(),
    "no security.txt",
    "Where to report a weakness, for /.well-known/security.txt: mailto:security@example.org or an https:// address.",
  ),
  LOG_LEVEL: setting(choice(["info", "warn", "error"]), "info", "The least serious log line that is written."),
  METRICS_TOKEN: optional(
    text(200).regex(/^[\x21-\x7e]{24,}$/, "must have 24 or more characters without spaces: openssl rand -hex 24"),
    "no /api/metrics/ but on this machine in local mode",
    "What must be sent as a Bearer token to read /api/metrics/.",
  ),
  RATE_LIMIT_SCALE: setting(factor(), "1", "Multiplies every limit: for tests and benchmarks, in local mode only."),
});

/** How mail leaves. */
export const mailTable = z.object({
  MAIL_TRANSPORT: optional(
    choice(["inbox", "console", "smtp", "resend"]),
    "inbox in local mode",
    "How mail leaves: captured for /dev/inbox, printed, by a mail server, or by Resend.",
  ),
  MAIL_DIR: optional(text(1_000), "DATA_DIR/mail", "The folder of captured mail."),
  VERIFICATION_FROM_EMAIL: optional(mailbox(), "latchkey@localhost in local mode", "The sender of every mail."),
  VERIFICATION_REPLY_TO_EMAIL: optional(mailbox(), "none", "Where answers go."),
  ACCOUNT_EMAIL_SUBJECT_PREFIX: setting(text(60), "", "Stands before every subject."),
  SMTP_URL: optional(
    serverAddress(["smtp:", "smtps:"], "smtp://user:password@host:587"),
    "none",
    "The mail server; or give the five EMAIL_… settings instead.",
  ),
  EMAIL_HOST: optional(text(255).regex(/^[A-Za-z0-9.:-]+$/, "must be a host name"), "none", "The mail server's name."),
  EMAIL_PORT: optional(count(1, 65_535), "587 with EMAIL_USE_TLS, else 25", "Its port; 465 speaks TLS from the start."),
  EMAIL_HOST_USER: optional(text(), "none", "The name to log in with there."),
  EMAIL_HOST_PASSWORD: optional(text(1_000), "none", "The password for it."),
  EMAIL_USE_TLS: optional(flag(), "false", "Demands STARTTLS."),
  RESEND_API_KEY: optional(text(), "none", "The key for Resend."),
  RESEND_BASE_URL: setting(webAddress(), "https://api.resend.com", "Resend, or something that speaks like it."),
});
