import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** `loginUrl` is our own page. */
export type SessionsEndedProps = Addressee &
  Whereabouts & {
    readonly loginUrl: string;
    readonly endedAt: Date;
  };

/** To the account's address: everybody has been logged out of it. */
export const sessionsEnded: Mail<SessionsEndedProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("sessions-ended.subject", { product }),
    document: (
      <Layout context={context} preheader={t("sessions-ended.preheader")} title={t("sessions-ended.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("sessions-ended.intro", { product, email: to })}</Paragraph>
        <ButtonLink context={context} href={props.loginUrl} label={t("sessions-ended.button")} />
        <Quiet>{t("sessions-ended.ignore")}</Quiet>
        <Facts context={context} kind="happened" at={props.endedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
