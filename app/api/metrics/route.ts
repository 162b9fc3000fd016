import { guarded, refusedAnswer } from "#lib/http/endpoint.ts";
import { answerMetrics } from "#lib/metrics/answer.ts";

/** The figures of this server for Prometheus; docs/operations.md names them. Not there unless it is asked for. */
export function GET(request: Request): Promise<Response> {
  return guarded(request, async () => {
    const answer = await answerMetrics(request);
    if (answer === "closed") return refusedAnswer(request, "not_found");
    return answer === "refused" ? refusedAnswer(request, "not_authenticated") : answer;
  });
}
