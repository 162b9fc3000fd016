import { refusedAnswer } from "#lib/http/endpoint.ts";

/** Nothing is here: 404 as JSON, for every method. */
function nothing(request: Request): Promise<Response> {
  return refusedAnswer(request, "not_found");
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
