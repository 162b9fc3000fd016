import { getFormatter, getTranslations } from "next-intl/server";
import type { accountHistory } from "#lib/accounts/history.ts";
import { catalogue } from "#lib/i18n/catalogue.ts";
import { defaultLocale } from "#lib/i18n/locales.ts";
import styles from "./history.module.css";

const known = catalogue(defaultLocale).pages.history.events;

type Events = Awaited<ReturnType<typeof accountHistory>>;

/** Events of an account, the newest first, with time and place. */
export async function HistoryList({ events }: { events: Events }) {
  const t = await getTranslations("pages.history");
  const format = await getFormatter();
  return (
    <ol className={styles["list"]}>
      {events.map(({ id, name, at, device, network }) => {
        const place = { device: device === "" ? t("unknownDevice") : device, network };
        return (
          <li key={id}>
            <p className={styles["name"]}>{isKnown(name) ? t(`events.${name}`) : t("other")}</p>
            <p>
              <time dateTime={at.toISOString()}>
                {format.dateTime(at, { dateStyle: "medium", timeStyle: "short" })} UTC
              </time>
            </p>
            <p>{network === "" ? place.device : t("from", place)}</p>
          </li>
        );
      })}
    </ol>
  );
}

function isKnown(name: string): name is keyof typeof known {
  return Object.hasOwn(known, name);
}
