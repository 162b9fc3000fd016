import "server-only";
import { headers } from "next/headers";
import { readCookie } from "#lib/cookies.ts";
import { type Flash, openFlash } from "./flash.ts";

/** The outcome of the form post that led to this page, when it was less than a minute ago; `endpoint` says which form. */
export async function readFlash(): Promise<Flash | null> {
  return openFlash(readCookie((await headers()).get("cookie"), "flash"));
}
