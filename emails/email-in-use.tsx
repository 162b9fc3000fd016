import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** `loginUrl` is our own page: this mail holds no link that could change anything. */
export type EmailInUseProps = Addressee &
  Whereabouts & {
    readonly loginUrl: string;
    readonly requestedAt: Date;
  };

/** To the owner of an address somebody else wanted to move their account to. */
export const emailInUse: Mail<EmailInUseProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("email-in-use.subject", { product }),
    document: (
      <Layout context={context} preheader={t("email-in-use.preheader")} title={t("email-in-use.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("email-in-use.intro", { product, email: to })}</Paragraph>
        <ButtonLink context={context} href={props.loginUrl} label={t("email-in-use.button")} />
        <Quiet>{t("email-in-use.ignore")}</Quiet>
        <Facts context={context} kind="asked" at={props.requestedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
