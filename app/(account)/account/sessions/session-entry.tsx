import { getFormatter, getTranslations } from "next-intl/server";
import { EndSessionForm } from "#components/forms/session-forms.tsx";
import type { Asker } from "#components/forms/step-up.tsx";
import { Entry } from "#components/frame/entry-list.tsx";
import type { listSessions } from "#lib/accounts/list-sessions.ts";

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
    <Entry
      name={kind === "cookie" ? name : `${name} · ${t(`kinds.${kind}`)}`}
      mark={isCurrent ? t("here") : null}
      action={isCurrent ? null : <EndSessionForm sessionId={id} device={name} asker={asker} />}
    >
      <p>{t.rich("seen", { when: when(lastSeenAt) })}</p>
      <p>{t.rich("since", { when: when(createdAt) })}</p>
      {network === "" ? null : (
        <p>
          <bdi dir="ltr">{network}</bdi>
        </p>
      )}
    </Entry>
  );
}
