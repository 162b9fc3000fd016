import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** `accountUrl` is our own page, behind login, where the change can be cancelled. */
export type EmailChangeRequestedProps = Addressee &
  Whereabouts & {
    readonly newEmail: string;
    readonly accountUrl: string;
    readonly requestedAt: Date;
  };

/** To the old address: somebody logged in wants to move this account to `newEmail`. */
export const emailChangeRequested: Mail<EmailChangeRequestedProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("email-change-requested.subject", { product }),
    document: (
      <Layout
        context={context}
        preheader={t("email-change-requested.preheader")}
        title={t("email-change-requested.title")}
      >
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("email-change-requested.intro", { product, email: to, newEmail: props.newEmail })}</Paragraph>
        <ButtonLink context={context} href={props.accountUrl} label={t("email-change-requested.button")} />
        <Quiet>{t("email-change-requested.ignore")}</Quiet>
        <Facts context={context} kind="asked" at={props.requestedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
