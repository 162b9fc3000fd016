import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { guarded, refusedAnswer } from "#lib/http/endpoint.ts";
import { nextAuthOptions } from "#lib/sessions/next-auth.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

// next-auth's own pages and its e-mail and password logins do not exist here (security.md row 70).
const reading = ["session", "csrf", "providers", "callback"];
const writing = ["signin", "signout", "callback"];

function door(actions: readonly string[]): (request: NextRequest, context: Context) => Promise<Response> {
  return async (request, context) => {
    const [action = "", provider] = (await context.params).nextauth;
    const options = nextAuthOptions();
    const isKnown = provider === undefined || options.providers.some(({ id }) => id === provider);
    if (!actions.includes(action) || !isKnown || (action === "signin" && provider === undefined))
      return refusedAnswer("not_found");
    return guarded(request, () => NextAuth(request, context, options));
  };
}

export const GET = door(reading);
export const POST = door(writing);
