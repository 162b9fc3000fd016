import { isReady } from "#lib/accounts/readiness.ts";
import { jsonAnswer } from "#lib/http/answer.ts";

/** The database answers too; 503 while it does not. */
export async function GET(): Promise<Response> {
  return (await isReady())
    ? jsonAnswer(200, { status: "ready" })
    : jsonAnswer(503, { status: "not ready" }, { "retry-after": "5" });
}
