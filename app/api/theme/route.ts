import { guarded } from "#lib/http/endpoint.ts";
import { chooseTheme } from "#lib/http/theme.ts";

/** Keeps a choice of colours: see `chooseTheme`. */
export function POST(request: Request): Promise<Response> {
  return guarded(request, () => chooseTheme(request));
}
