import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { env } from "#lib/env.ts";
import { listInbox } from "#lib/mail/inbox-reader.ts";
import { isInboxOpen } from "./access.ts";
import styles from "./inbox.module.css";

export const metadata: Metadata = { title: "Inbox" };

/** Every captured mail, newest first. Looks again by itself every five seconds, without script. */
export default async function InboxPage() {
  if (!isInboxOpen(await headers())) notFound();
  const mails = await listInbox(env().MAIL_DIR);
  return (
    <main className={styles["page"]} lang="en" dir="ltr">
      <meta httpEquiv="refresh" content="5" />
      <h1>Inbox</h1>
      <p className={styles["note"]}>Mails are captured on this machine instead of being sent.</p>
      {mails.length === 0 ? (
        <p className={styles["note"]}>No mail yet. Sign up, and it appears here.</p>
      ) : (
        <ul className={styles["list"]}>
          {mails.map(({ id, to, subject, createdAt }) => (
            <li key={id}>
              <Link className={styles["mail"]} href={`/dev/inbox/${id}`} prefetch={false}>
                <span className={styles["subject"]}>{subject}</span>
                <time className={styles["time"]} dateTime={createdAt}>
                  {createdAt.slice(0, 19).replace("T", " ")} UTC
                </time>
                <span className={styles["to"]}>{to}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
