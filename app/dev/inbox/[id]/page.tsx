import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { isInboxOpen } from "#app/dev/inbox/access.ts";
import styles from "#app/dev/inbox/inbox.module.css";
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
      <p className={styles["note"]}>
        <Link href="/dev/inbox">All mails</Link>
      </p>
      <h1>{mail.subject}</h1>
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
      <Section title="Links">
        <ul>
          {linksIn(text).map((link) => (
            <li key={link}>
              <a href={link}>{link}</a>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Text">
        <pre className={styles["source"]}>{text}</pre>
      </Section>
      <Section title="Source">
        <pre className={styles["source"]}>{JSON.stringify(envelope, null, 2)}</pre>
        <pre className={styles["source"]}>{html}</pre>
      </Section>
    </main>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles["section"]}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function linksIn(text: string): string[] {
  return [...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])];
}
