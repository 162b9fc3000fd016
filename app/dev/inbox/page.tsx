import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { env } from "#lib/env.ts";
import { listInbox } from "#lib/mail/inbox-reader.ts";
import { isInboxOpen } from "./access.ts";
import styles from "./inbox.module.css";

export const metadata: Metadata = { title: "Inbox" };

// Quotes would be escaped inside a script element; a template is not.
const lookAgain = "document.addEventListener(`visibilitychange`,()=>document.hidden||location.reload())";

/** Every captured mail, newest first, by day. Whoever comes back to its tab sees what has come meanwhile. */
export default async function InboxPage() {
  const request = await headers();
  if (!isInboxOpen(request)) notFound();
  const mails = await listInbox(env().MAIL_DIR);
  const days = Map.groupBy(mails, ({ createdAt }) => createdAt.slice(0, 10));
  return (
    <main className={styles["page"]} lang="en" dir="ltr">
      <h1>Inbox</h1>
      <p className={styles["note"]}>
        {mails.length === 0
          ? "No mail yet. Sign up, and it appears here."
          : "Mails are captured on this machine instead of being sent."}{" "}
        <a href="/dev/inbox">Look again</a>
      </p>
      <script nonce={request.get("x-latchkey-nonce") ?? undefined} suppressHydrationWarning>
        {lookAgain}
      </script>
      {Array.from(days, ([day, ofDay]) => (
        <section key={day} className={styles["section"]}>
          <h2 className={styles["day"]}>{dayWords.format(new Date(day))}, UTC</h2>
          <ul className={styles["list"]}>
            {ofDay.map(({ id, to, subject, createdAt }) => (
              <li key={id}>
                <Link className={styles["mail"]} href={`/dev/inbox/${id}`} prefetch={false}>
                  <bdi className={styles["subject"]}>{subject}</bdi>
                  <time className={styles["time"]} dateTime={createdAt}>
                    {createdAt.slice(11, 19)}
                  </time>
                  <bdi className={styles["to"]}>{to}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

const dayWords = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
