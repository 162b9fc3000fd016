import { isPoolerRefusal, isTlsRefusal, isUnavailable, poolerMend, tlsMend } from "./errors.ts";

/** What keeps us out of the database of DATABASE_URL for good, in a sentence with its mend; null where it may answer a little later. */
export function refusalOf(error: unknown): string | null {
  if (isPoolerRefusal(error)) return `${poolerWords} ${poolerMend}`;
  if (isTlsRefusal(error)) return `${tlsWords} ${tlsMend}.`;
  return isUnavailable(error) ? null : refusedWords;
}

const poolerWords =
  "A pooler between us and the database of DATABASE_URL refuses our connections' settings (docs/operations.md). PgBouncer:";
const tlsWords =
  "TLS to the database of DATABASE_URL failed: this machine does not trust its certificate, or it speaks no TLS. So";
const refusedWords =
  "The database of DATABASE_URL cannot be used: is its name right, and does it let this user in with this password?";
