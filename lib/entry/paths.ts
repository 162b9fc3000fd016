// What the entry knows of the application's paths: only what headers and logs depend on.

const linkPages = ["/verify-user", "/verify-email", "/activate", "/reset-password", "/undo-email-change"];

/** The path of a request target, without its query. */
export function pathOf(target: string): string {
  return target.split(/[?#]/, 1)[0] ?? "";
}

/** Whether the path belongs to the API, where every answer is JSON. */
export function isApi(path: string): boolean {
  return isBelow(path, "/api");
}

/** Whether a page's address carries a secret. */
export function isLinkPage(path: string): boolean {
  return linkPages.some((page) => isBelow(path, page));
}

/** The local inbox and the mails it frames. */
export function isInbox(path: string): boolean {
  return isBelow(path, "/dev/inbox");
}

/** One mail's own HTML, shown in a sandboxed frame. */
export function isFramedMail(path: string): boolean {
  return isInbox(path) && /\/html\/?$/.test(path);
}

/** Files of the build, whose names change with their content. */
export function isBuildFile(path: string): boolean {
  return path.startsWith("/_next/static/");
}

/** Where somebody asks whether all is well. */
export function isHealth(path: string): boolean {
  return isBelow(path, "/api/health");
}

/** Where a balancer asks whether to send requests here. */
export function isReadiness(path: string): boolean {
  return isBelow(path, "/api/health/ready");
}

/** Next's own pages, which it shows by itself when their time has come: nobody asks for them by name. */
export function isInternalPage(path: string): boolean {
  return path.startsWith("/_") && !path.startsWith("/_next/");
}

/** Whether writing methods may go there; every write is a route handler, pages are only read (docs/security.md row 66). */
export function takesWrites(path: string): boolean {
  return isApi(path) && !isBelow(path, "/api/docs");
}

/** The path as the log may have it: no query, no key of a link page, not endless. */
export function loggedPath(target: string): string {
  const path = pathOf(target);
  const page = linkPages.find((known) => isBelow(path, known) && path.length > known.length + 1);
  const shown = page === undefined || path === "/activate/complete" ? path : `${page}/…`;
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}
