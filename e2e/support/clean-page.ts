import type { ConsoleMessage, Page, Request } from "playwright/test";

/** Everything that went wrong in a page without being seen; `demandClean` fails the test that let it happen. */
export type PageWatch = {
  /** A failure the test is about: whatever matches is not held against it. */
  allow(pattern: RegExp): void;
  demandClean(): void;
};

/** Watches console, uncaught errors, policy violations and requests of a page, from now on. */
export function watchPage(page: Page): PageWatch {
  const faults: string[] = [];
  const allowed: RegExp[] = [];
  page.on("console", (message) => {
    if (isFault(message)) faults.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => {
    if (!isAbandoned(request)) faults.push(`request failed: ${request.url()} ${request.failure()?.errorText ?? ""}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`);
  });
  return {
    allow: (pattern) => void allowed.push(pattern),
    demandClean() {
      const held = faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)));
      if (held.length > 0) throw new Error(`The page was not clean:\n${held.join("\n")}`);
    },
  };
}

/** The browser itself reports a 4xx answer as a console error; those are the product's ordinary refusals. */
function isFault(message: ConsoleMessage): boolean {
  if (!["error", "warning"].includes(message.type())) return false;
  return !/Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
}

/** Leaving a page ends its requests; that is no failure. */
function isAbandoned(request: Request): boolean {
  return request.failure()?.errorText === "net::ERR_ABORTED";
}
