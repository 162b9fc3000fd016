import { availableParallelism } from "node:os";
import { SettingsFault } from "#lib/env/fault.ts";
import { demandsTls, isLoopback } from "#lib/env/kinds.ts";
import { type Env, readEnv, settingWarnings } from "#lib/env/read.ts";
import { type Finding, fine, mind, wrong } from "./finding.ts";

type Source = Readonly<Record<string, string | undefined>>;

/** The settings as far as they can be judged by themselves: the faults that stop a start, then what is worth a thought. */
export function checkSettings(source: Source): { readonly env: Env | null; readonly findings: readonly Finding[] } {
  const unknown = settingWarnings(source).map(ofUnknownName);
  try {
    const env = readEnv(source);
    return { env, findings: [fine("settings: all are valid"), ...unknown, ...thoughts(env)] };
  } catch (error) {
    if (!(error instanceof SettingsFault)) throw error;
    return { env: null, findings: [...error.faults.map(ofFault), ...unknown] };
  }
}

// A fault is one sentence that ends with its mend, where the setting alone does not say it.
function ofFault(fault: string): Finding {
  const [what = fault, mend] = fault.split(/: (.+)/s, 2);
  return wrong(what, mend ?? `Set ${fault.split(" ", 1)[0]} so; docs/settings.md explains it.`);
}

function ofUnknownName(warning: string): Finding {
  const [what = warning, question] = warning.split("; ", 2);
  return mind(
    what,
    question ? `Rename it (${question}), or remove it.` : "Remove it, or look for its name in docs/settings.md.",
  );
}

/** What is valid and may still not be meant. */
function thoughts(env: Env): readonly Finding[] {
  return [...ofPlace(env), ...ofCookies(env), ...ofKeys(env), ...ofDatabase(env), ...ofMail(env)];
}

function ofPlace({ APP_URL, IS_LOCAL, TRUSTED_PROXY_COUNT, BIND, WEB_CONCURRENCY = 1 }: Env): readonly Finding[] {
  const cores = availableParallelism();
  return [
    fine(`address: ${APP_URL}, ${IS_LOCAL ? "local" : "public"} mode`),
    ...(!IS_LOCAL && TRUSTED_PROXY_COUNT === 0 && !isLoopbackAddress(BIND)
      ? [
          mind(
            "proxy: TRUSTED_PROXY_COUNT is 0, so behind a TLS proxy everybody counts as one address",
            "Set it to the number of proxies of yours in front: mostly 1.",
          ),
        ]
      : []),
    ...(!IS_LOCAL && TRUSTED_PROXY_COUNT === 0 && isLoopbackAddress(BIND)
      ? [
          wrong(
            "proxy: BIND is this machine alone and no proxy is trusted, so all limits count one address",
            "Set TRUSTED_PROXY_COUNT=1: whoever reaches a loopback address came through a proxy.",
          ),
        ]
      : []),
    ...(IS_LOCAL && TRUSTED_PROXY_COUNT > 0
      ? [
          mind(
            "proxy: TRUSTED_PROXY_COUNT is set in local mode, where anybody can then choose an address",
            "Remove it, or set the public APP_URL.",
          ),
        ]
      : []),
    ...(WEB_CONCURRENCY > 2 * cores
      ? [
          mind(
            `processes: WEB_CONCURRENCY is ${WEB_CONCURRENCY} on ${cores} processors`,
            "Leave it out: one process for each processor is the most that helps.",
          ),
        ]
      : []),
  ];
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$)/.test(address);
}

/** Cookies are for one host, and browsers send them only from pages of the same site (RFC 6265bis §5.2). */
function ofCookies({ APP_URL, FRONTEND_ORIGINS }: Env): readonly Finding[] {
  const own = siteOf(APP_URL);
  return FRONTEND_ORIGINS.filter((origin) => siteOf(origin) !== own).map((origin) =>
    mind(
      `cookies: ${origin} is another site than APP_URL, so browsers send no cookie from there`,
      "Serve both below one domain, or let that front end use Bearer tokens.",
    ),
  );
}

// The last two labels: enough for a warning, which is all that comes of it.
function siteOf(origin: string): string {
  const url = new URL(origin);
  return isLoopback(url) ? "loopback" : url.hostname.split(".").slice(-2).join(".");
}

function ofKeys({ SECRET_KEYS, METRICS_TOKEN }: Env): readonly Finding[] {
  return [
    ...(SECRET_KEYS.length > 1
      ? [
          mind(
            `key: SECRET_KEY holds ${SECRET_KEYS.length} keys, as in the middle of a replacement`,
            "When the longest link is over (docs/operations.md), leave the new key alone.",
          ),
        ]
      : []),
    ...(METRICS_TOKEN !== undefined && new Set(METRICS_TOKEN).size < 8
      ? [wrong("metrics: METRICS_TOKEN is guessable", "Make one with: openssl rand -hex 24")]
      : []),
  ];
}

function ofDatabase({ DATABASE_URL, IS_LOCAL }: Env): readonly Finding[] {
  if (DATABASE_URL === undefined) {
    const words = "database: the embedded one, for one process on one machine";
    return [
      IS_LOCAL ? fine(words) : mind(words, "For more, or against power failures: DATABASE_URL, then npm run db:move."),
    ];
  }
  const url = new URL(DATABASE_URL);
  const isPlain = !isLoopback(url) && !url.searchParams.has("host") && !demandsTls(url);
  return [
    ...(isPlain
      ? [mind("database: the connection leaves this machine without TLS", "Add ?sslmode=require to DATABASE_URL.")]
      : []),
    ...(url.pathname.length < 2
      ? [wrong("database: DATABASE_URL names no database", "Add its name: postgresql://user:password@host:5432/NAME")]
      : []),
  ];
}

function ofMail({ MAIL_TRANSPORT, SMTP_URL, VERIFICATION_FROM_EMAIL, IS_LOCAL }: Env): readonly Finding[] {
  const url = SMTP_URL === undefined ? null : new URL(SMTP_URL);
  const isPlain = url?.protocol === "smtp:" && !isLoopback(url) && url.searchParams.get("requireTLS") !== "true";
  return [
    fine(`mail: by ${MAIL_TRANSPORT}, from ${VERIFICATION_FROM_EMAIL}`),
    ...(isPlain
      ? [
          mind(
            "mail: SMTP_URL does not demand TLS, so mails with links may travel in the open",
            "Use smtps://, or add /?requireTLS=true.",
          ),
        ]
      : []),
    ...(!IS_LOCAL && /@(?:localhost|.*\.(?:local|test|invalid|example))>?$/.test(VERIFICATION_FROM_EMAIL)
      ? [wrong("mail: VERIFICATION_FROM_EMAIL has a domain that takes no mail", "Set an address of a domain of yours.")]
      : []),
  ];
}
