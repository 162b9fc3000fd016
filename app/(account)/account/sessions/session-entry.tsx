import { getFormatter, getTranslations } from "next-intl/server";
import { EndSessionForm } from "#components/forms/session-forms.tsx";
import type { Asker } from "#components/forms/step-up.tsx";
import type { listSessions } from "#lib/accounts/list-sessions.ts";
import styles from "./sessions.module.css";

type Listed = Awaited<ReturnType<typeof listSessions>>[number];

/** One device: what it is, when it was used, and the way to log it out; the current one is only marked. */
export async function SessionEntry({ session, asker }: { session: Listed; asker: Asker }) {
  const t = await getTranslations("pages.sessions");
  const format = await getFormatter();
  const { id, device, kind, network, createdAt, lastSeenAt, isCurrent } = session;
  const name = device === "" ? t("unknown") : device;
  const when = (time: Date) => () => (
    <time dateTime={time.toISOString()} title={format.dateTime(time, { dateStyle: "medium", timeStyle: "short" })}>
      {format.relativeTime(time, new Date())}
    </time>
  );
  return (
    <li className={styles["entry"]}>
      <div className={styles["about"]}>
        <p className={styles["name"]}>
          {kind === "cookie" ? name : `${name} · ${t(`kinds.${kind}`)}`}
          {isCurrent ? <span className={styles["here"]}>{t("here")}</span> : null}
        </p>
        <p>{t.rich("seen", { when: when(lastSeenAt) })}</p>
        <p>{t.rich("since", { when: when(createdAt) })}</p>
        {network === "" ? null : <p>{network}</p>}
      </div>
      {isCurrent ? null : <EndSessionForm sessionId={id} device={name} asker={asker} />}
    </li>
  );
}
