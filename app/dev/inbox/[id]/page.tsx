import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { isInboxOpen } from "#app/dev/inbox/access.ts";
import styles from "#app/dev/inbox/inbox.module.css";
import { Icon } from "#components/ui/icon.tsx";
import { env } from "#lib/env.ts";
import { findInInbox } from "#lib/mail/inbox-reader.ts";

export const metadata: Metadata = { title: "Inbox" };

/** One captured mail: how it looks, its links to click, its text, and everything as it was captured. */
export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  if (!isInboxOpen(await headers())) notFound();
  const mail = await findInInbox(env().MAIL_DIR, (await params).id);
  if (!mail) notFound();
  const { html, text, ...envelope } = mail;
  return (
    <main className={styles["page"]} lang="en" dir="ltr">
      <Link className={styles["back"]} href="/dev/inbox">
        <Icon shape="back" />
        All mails
      </Link>
      <h1>
        <bdi>{mail.subject}</bdi>
      </h1>
      <p className={styles["note"]}>
        From {mail.from} to {mail.to}
      </p>
      <iframe
        className={styles["frame"]}
        // No script and no origin of its own: a mail can do nothing here but be read; its links open beside it.
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        src={`/dev/inbox/${mail.id}/html`}
        title="The mail as HTML"
      />
      <section className={styles["section"]}>
        <h2>Links</h2>
        <ul className={styles["links"]}>
          {linksIn(text).map((link) => (
            <li key={link}>
              <a href={link}>{link}</a>
            </li>
          ))}
        </ul>
      </section>
      <Source title="Text">{text}</Source>
      <Source title="Envelope">{JSON.stringify(envelope, null, 2)}</Source>
      <Source title="HTML">{html}</Source>
    </main>
  );
}

function Source({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <details className={styles["section"]}>
      <summary>{title}</summary>
      <pre className={styles["source"]} dir="auto">
        {children}
      </pre>
    </details>
  );
}

function linksIn(text: string): string[] {
  return [...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])];
}
