import { newId } from "#lib/db/new-id.ts";
import { env } from "#lib/env.ts";
import { transport } from "#lib/mail/transport.ts";
import { type Finding, fine, wrong } from "./finding.ts";

const text = "This mail was asked for by npm run doctor. It arrived, so mails leave as the settings say.";

/** Sends one mail to `to` by the configured transport, past the queue, and tells what became of it. */
export async function sendTestMail(to: string): Promise<Finding> {
  const { VERIFICATION_FROM_EMAIL: from, MAIL_TRANSPORT } = env();
  const mailId = newId();
  const domain = from.slice(from.lastIndexOf("@") + 1).replace(/>$/, "");
  const outcome = await transport()({
    ...{ mailId, createdAt: new Date(), from, replyTo: null, to, text },
    subject: "Test mail",
    html: `<p>${text}</p>`,
    messageId: `<${mailId}@${domain}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  });
  if (outcome.state === "sent") return fine(`mail: a test mail to ${to} was taken by ${MAIL_TRANSPORT}`);
  return wrong(
    `mail: the test mail was not taken (${outcome.reason})`,
    "Look at name, password and sender; a 5xx is the mail server's last word.",
  );
}
