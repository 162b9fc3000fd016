import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { readCookie } from "#lib/cookies.ts";
import { faultTexts } from "#lib/i18n/fault-texts.ts";
import { directionOf, findLocale, type Locale } from "#lib/i18n/locales.ts";
import { negotiateLocale } from "#lib/i18n/negotiate.ts";
import { faultLook } from "./fault-look.ts";
import type { Application } from "./gate.ts";
import { isApi, isBuildFile, pathOf } from "./paths.ts";

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * Puts a page of words and ways on in the place of one that could not be made. Next's own stays blank until its scripts have
 * run: whoever has none, or does not get them because the server is in trouble, would see nothing.
 */
export function withFaultPage(application: Application): Application {
  return (request, response) => {
    const path = pathOf(request.url ?? "");
    if (!isApi(path) && !isBuildFile(path)) replaceFault(request, response);
    return application(request, response);
  };
}

function replaceFault(request: IncomingMessage, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  let isReplaced = false;
  const begin = () => void (response.headersSent || response.writeHead(response.statusCode));
  response.writeHead = (status: number, second?: string | Headers, third?: Headers) => {
    const headers = typeof second === "string" ? third : second;
    isReplaced = status >= 500 && isPage(response, headers);
    if (!isReplaced) return typeof second === "string" ? writeHead(status, second, third) : writeHead(status, second);
    for (const name of response.getHeaderNames()) if (name !== "set-cookie") response.removeHeader(name);
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    return writeHead(status);
  };
  // Whatever else is written belongs to the page that is replaced.
  response.write = (...args: readonly unknown[]) => {
    begin();
    return isReplaced || Reflect.apply(write, response, args);
  };
  response.end = (...args: readonly unknown[]) => {
    begin();
    return isReplaced ? end(faultPage(request)) : Reflect.apply(end, response, args);
  };
}

function isPage(response: ServerResponse, headers: Headers | undefined): boolean {
  const given = headers === undefined || Array.isArray(headers) ? undefined : headers["content-type"];
  return String(given ?? response.getHeader("content-type") ?? "").startsWith("text/html");
}

function faultPage({ headers }: IncomingMessage): string {
  const cookies = headers.cookie ?? null;
  const locale = findLocale(readCookie(cookies, "locale")) ?? negotiateLocale(headers["accept-language"] ?? null);
  const theme = readCookie(cookies, "theme");
  const scheme = theme === "light" || theme === "dark" ? theme : "light dark";
  return pageOf({ locale, scheme, nonce: String(headers["x-latchkey-nonce"] ?? "") });
}

// No file of the build is needed to show it. An empty address leads to the page that was asked for, whatever its secrets.
function pageOf({ locale, scheme, nonce }: { locale: Locale; scheme: string; nonce: string }): string {
  const texts = faultTexts[locale];
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${scheme}">
<meta name="robots" content="noindex">
<title>${escaped(texts.title)}</title>
<style nonce="${nonce}">${faultLook}</style>
<main>
<h1>${escaped(texts.title)}</h1>
<p>${escaped(texts.lead)}</p>
<a class="retry" href="">${escaped(texts.retry)}</a>
<a href="/">${escaped(texts.start)}</a>
</main>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
