import "server-only";
import { headers } from "next/headers";
import { readCookie } from "#lib/cookies.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { failureOf } from "./answer.ts";
import { type Flash, openFlash } from "./flash.ts";

/** A flash in the words of the page. */
export type PageFlash = {
  readonly endpoint: string;
  readonly status: number;
  readonly values: Readonly<Record<string, string>>;
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  readonly retryAfterSeconds?: number;
};

/** The outcome of the form post that led to this page, when it was less than a minute ago; `endpoint` says which form. */
export async function readFlash(): Promise<PageFlash | null> {
  const flash = openFlash(readCookie((await headers()).get("cookie"), "flash"));
  return flash === null ? null : inWords(flash, await pageLocale());
}

function inWords({ refusals, ...flash }: Flash, locale: Locale): PageFlash {
  if (refusals.length === 0) return flash;
  const { code, body, retryAfterSeconds } = failureOf(refusals, locale);
  const { detail, ...errors } = body;
  const lists = Object.entries(errors).map(([name, list]) => [name, [list].flat()] as const);
  return {
    ...flash,
    code,
    ...(typeof detail === "string" ? { detail } : { errors: Object.fromEntries(lists) }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
