import { randomUUID } from "node:crypto";
import { link, mkdir, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { type CapturedMail, capturedFileName } from "#lib/mail/captured.ts";
import type { OutgoingMail, Transport } from "./outgoing.ts";

/**
 * Captures mails as files in `directory`. A file appears whole or not at all, and is never overwritten:
 * one that exists was sent by an earlier try, so a retried mail is one mail.
 */
export function inboxTransport(directory: string): Transport {
  return async (mail) => {
    const captured = capture(mail);
    const target = path.join(directory, capturedFileName(captured));
    try {
      const write = () => writeOnce(target, `${JSON.stringify(captured, null, 2)}\n`);
      await write().catch(async (error) => {
        if (codeOf(error) !== "ENOENT") throw error;
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await write();
      });
      return { state: "sent" };
    } catch (error) {
      return { state: "later", reason: `inbox ${codeOf(error)}` };
    }
  };
}

function capture(mail: OutgoingMail): CapturedMail {
  const { mailId, from, to, replyTo, subject, text, html } = mail;
  const headers = { "Message-ID": mail.messageId, ...mail.headers };
  return { id: mailId, createdAt: mail.createdAt.toISOString(), from, to, replyTo, subject, text, html, headers };
}

/** Written beside and then linked: a hard link is made at once and fails where the name is taken. */
async function writeOnce(target: string, content: string): Promise<void> {
  const draft = `${target}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, content, { flag: "wx", mode: 0o600 });
    await link(draft, target);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "failure";
}
