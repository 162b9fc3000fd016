import { refusedAnswer } from "#lib/http/endpoint.ts";

/** Nothing is here: 404 as JSON, for every method. */
function nothing(): Promise<Response> {
  return refusedAnswer("not_found");
}

export {
  nothing as DELETE,
  nothing as GET,
  nothing as HEAD,
  nothing as OPTIONS,
  nothing as PATCH,
  nothing as POST,
  nothing as PUT,
};
