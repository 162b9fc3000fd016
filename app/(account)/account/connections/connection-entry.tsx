import { getFormatter, getTranslations } from "next-intl/server";
import { ConnectForm, DisconnectForm } from "#components/forms/connection-forms.tsx";
import type { Asker } from "#components/forms/step-up.tsx";
import { Entry } from "#components/frame/entry-list.tsx";
import { linkTag } from "#components/ui/link-tag.tsx";
import type { ServiceConnection } from "#lib/accounts/connections.ts";

type ConnectionEntryProps = {
  readonly entry: ServiceConnection;
  /** Without it nobody could log in any more. */
  readonly isLastWayIn: boolean;
  readonly asker: Asker;
};

/** One service: whether it is connected, and the one deed there is. */
export async function ConnectionEntry({ entry, isLastWayIn, asker }: ConnectionEntryProps) {
  const t = await getTranslations("pages.connections");
  const format = await getFormatter();
  const { provider: id, label, since, isOffered } = entry;
  const isKept = since !== null && isLastWayIn && isOffered;
  const connect = <ConnectForm id={id} label={label} />;
  const disconnect = isKept ? null : <DisconnectForm service={{ id, label }} asker={asker} />;
  return (
    <Entry name={label} action={since === null ? connect : disconnect}>
      <p>{since === null ? t("not") : t("since", { date: format.dateTime(since, { dateStyle: "medium" }) })}</p>
      {isOffered ? null : <p>{t("gone")}</p>}
      {isKept ? <p>{t.rich("lastWayIn", { link: linkTag("/account/password") })}</p> : null}
    </Entry>
  );
}
