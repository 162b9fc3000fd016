import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { env } from "#lib/env.ts";
import { type Principal, principalOf } from "./principal.ts";

/** Who looks at this page, or null; asked once a request however many components ask. */
export const pagePrincipal = cache(async (): Promise<Principal | null> => principalOf(await headers()));

/** Who looks at this page; sends everybody else to the login, which leads back to `next`, a path of ours. */
export async function requirePagePrincipal(next: string): Promise<Principal> {
  const principal = await pagePrincipal();
  if (principal) return principal;
  const login = env().LOGIN_URL;
  redirect(`${login}${login.includes("?") ? "&" : "?"}${new URLSearchParams({ next }).toString()}`);
}
