import { getFormatter, getTranslations } from "next-intl/server";
import { ConnectForm, DisconnectForm } from "#components/forms/connection-forms.tsx";
import type { Asker } from "#components/forms/step-up.tsx";
import { linkTag } from "#components/ui/link-tag.tsx";
import type { ServiceConnection } from "#lib/accounts/connections.ts";
import styles from "./connections.module.css";

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
  return (
    <li className={styles["entry"]}>
      <div className={styles["about"]}>
        <p className={styles["name"]}>{label}</p>
        <p>{since === null ? t("not") : t("since", { date: format.dateTime(since, { dateStyle: "medium" }) })}</p>
        {isOffered ? null : <p>{t("gone")}</p>}
        {isKept ? <p>{t.rich("lastWayIn", { link: linkTag("/account/password") })}</p> : null}
      </div>
      {since === null ? <ConnectForm id={id} label={label} /> : null}
      {since !== null && !isKept ? <DisconnectForm service={{ id, label }} asker={asker} /> : null}
    </li>
  );
}
