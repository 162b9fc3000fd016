import { z } from "zod";

/** The unique rules that answer a person, by the name and the columns each driver reports. */
export const uniqueRules = {
  activeEmail: { index: "user_active_email_key", fields: "email" },
  username: { index: "users_username_key_key", fields: "username_key" },
  registrant: { index: "users_registrant_hash_key", fields: "registrant_hash" },
  pendingChange: { index: "email_change_pending_key", fields: "user_id" },
  identity: { index: "identities_pkey", fields: "provider,subject" },
} as const;

/** The name of a unique rule in `uniqueRules`. */
export type UniqueRule = keyof typeof uniqueRules;

const driverFailure = z.object({
  cause: z.object({
    kind: z.string().optional(),
    originalCode: z.string().optional(),
    constraint: z.object({ index: z.string().optional(), fields: z.array(z.string()).optional() }).optional(),
  }),
});

/** What Prisma's client makes of it, in a transaction. */
const clientFailure = z.object({ meta: z.object({ driverAdapterError: driverFailure }) });

/** Whether `error` says that the database refused a row because of this unique rule. Both drivers are understood. */
export function violates(error: unknown, rule: UniqueRule): boolean {
  const cause = causeOf(error);
  if (cause?.originalCode !== "23505" || !cause.constraint) return false;
  const { index, fields } = cause.constraint;
  return index === uniqueRules[rule].index || fields?.join(",").replaceAll('"', "") === uniqueRules[rule].fields;
}

/** Serialisation failure and deadlock: the same transaction may well succeed when it runs again. */
export function isRetryable(error: unknown): boolean {
  const code = causeOf(error)?.originalCode;
  return code === "40001" || code === "40P01" || prismaCode(error) === "P2034";
}

/**
 * The database cannot answer now: unreachable, starting, full, out of connections, too slow. Such an error becomes a
 * 503 with Retry-After; anything else is a bug.
 */
export function isUnavailable(error: unknown): boolean {
  if (isRetryable(error)) return true;
  const cause = causeOf(error);
  if (cause?.originalCode && /^(08|53|57|58|25P03|25006|40)/.test(cause.originalCode)) return true;
  if (
    cause?.kind &&
    /NotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|Tls|TransactionAlreadyClosed/.test(cause.kind)
  )
    return true;
  const code = prismaCode(error);
  if (code && /^(P1|P2024|P2028|P2037)/.test(code)) return true;
  return (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated|is not queryable|ECONNREFUSED|ECONNRESET|PGlite is closed/i.test(
      error.message,
    )
  );
}

/** What stands between refuses what a connection asks for as it starts: a pooler that was not told to let it pass. */
export function isPoolerRefusal(error: unknown): boolean {
  return causeOf(error)?.originalCode === "08P01";
}

/** TLS was demanded, and is not to be had: a certificate that this machine does not trust, or a server without TLS. */
export function isTlsRefusal(error: unknown): boolean {
  return causeOf(error)?.kind === "TlsConnectionError";
}

/** What to do then, in one line. */
export const tlsMend =
  "name its authority's certificate in NODE_EXTRA_CA_CERTS, and the host in DATABASE_URL as the certificate does; or switch TLS on there";

/** What to tell PgBouncer then, in one line. */
export const poolerMend =
  "ignore_startup_parameters = extra_float_digits, options, statement_timeout, lock_timeout, idle_in_transaction_session_timeout";

function causeOf(error: unknown) {
  const wrapped = clientFailure.safeParse(error);
  return driverFailure.safeParse(wrapped.success ? wrapped.data.meta.driverAdapterError : error).data?.cause;
}

function prismaCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
