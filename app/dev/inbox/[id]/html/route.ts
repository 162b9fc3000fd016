import { isInboxOpen } from "#app/dev/inbox/access.ts";
import { env } from "#lib/env.ts";
import { findInInbox } from "#lib/mail/inbox-reader.ts";

// Inline styles are how mails look; nothing else is allowed, and only the inbox may frame it. The entry says the same
// (lib/entry/csp.ts); this holds where it is not in front.
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "sandbox allow-popups allow-popups-to-escape-sandbox",
].join("; ");

/** The HTML of one captured mail, for the frame of its page. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!isInboxOpen(request.headers)) return new Response("Not found.", { status: 404 });
  const mail = await findInInbox(env().MAIL_DIR, (await params).id);
  if (!mail) return new Response("Not found.", { status: 404 });
  return new Response(mail.html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
