import { apiDoors } from "#app/api/doors.ts";
import { jsonAnswer } from "#lib/http/answer.ts";
import { guarded } from "#lib/http/endpoint.ts";
import { openApiDocument } from "#lib/http/openapi.ts";

/** The whole API as OpenAPI 3.1, in the shape the settings give it; the same for everybody. */
export function GET(request: Request): Promise<Response> {
  return guarded(request, async () => jsonAnswer(200, openApiDocument(apiDoors)));
}
