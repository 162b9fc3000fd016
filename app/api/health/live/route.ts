import { jsonAnswer } from "#lib/http/answer.ts";

/** The process answers: nothing else is asked. */
export function GET(): Response {
  return jsonAnswer(200, { status: "live" });
}
