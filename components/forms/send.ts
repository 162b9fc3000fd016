import { awaySeconds, type Outcome, outcomeOf } from "./outcome.ts";

/** The path of an endpoint of the accounts API; forms without script post to it as well. */
export function endpointPath(endpoint: string): string {
  return `/api/v1/accounts/${endpoint}/`;
}

/** Posts values as JSON and reads the answer; a network that does not answer is the outcome `away`. Never throws. */
export async function send(endpoint: string, values: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const response = await fetch(endpointPath(endpoint), {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      // The page may be in another language than the browser would ask for.
      "accept-language": document.documentElement.lang,
    },
    body: JSON.stringify(values),
  }).catch(() => null);
  if (response === null) return { kind: "away", seconds: awaySeconds };
  const body: unknown = await response.json().catch(() => null);
  return outcomeOf({
    status: response.status,
    body,
    retryAfterSeconds: secondsOf(response.headers.get("retry-after")),
  });
}

function secondsOf(header: string | null): number | null {
  const seconds = Number.parseInt(header ?? "", 10);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
