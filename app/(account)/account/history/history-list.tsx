import { getFormatter, getTranslations } from "next-intl/server";
import { Entry, EntryList } from "#components/frame/entry-list.tsx";
import type { accountHistory } from "#lib/accounts/history.ts";
import { catalogue } from "#lib/i18n/catalogue.ts";
import { defaultLocale } from "#lib/i18n/locales.ts";

const known = catalogue(defaultLocale).pages.history.events;

type Events = Awaited<ReturnType<typeof accountHistory>>;

/** Events of an account, the newest first, with time and place. */
export async function HistoryList({ events }: { events: Events }) {
  const t = await getTranslations("pages.history");
  const format = await getFormatter();
  return (
    <EntryList>
      {events.map(({ id, name, at, device, network }) => (
        <Entry key={id} name={isKnown(name) ? t(`events.${name}`) : t("other")}>
          <p>
            <time dateTime={at.toISOString()}>
              {format.dateTime(at, { dateStyle: "medium", timeStyle: "short" })} UTC
            </time>
          </p>
          <p>
            <bdi>{device === "" ? t("unknownDevice") : device}</bdi>
            {network === "" ? null : (
              <>
                {" · "}
                <bdi dir="ltr">{network}</bdi>
              </>
            )}
          </p>
        </Entry>
      ))}
    </EntryList>
  );
}

function isKnown(name: string): name is keyof typeof known {
  return Object.hasOwn(known, name);
}
