import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** `service` is what people call the provider; `connectionsUrl` is our own page, behind login. */
export type IdentityLinkedProps = Addressee &
  Whereabouts & {
    readonly service: string;
    readonly connectionsUrl: string;
    readonly linkedAt: Date;
  };

/** To the account's address: a service has been connected to it, which can log in from now on. */
export const identityLinked: Mail<IdentityLinkedProps> = ({ service, ...props }, context) => {
  const { t, product, to } = context;
  return {
    subject: t("identity-linked.subject", { service, product }),
    document: (
      <Layout
        context={context}
        preheader={t("identity-linked.preheader")}
        title={t("identity-linked.title", { service })}
      >
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("identity-linked.intro", { service, product, email: to })}</Paragraph>
        <ButtonLink context={context} href={props.connectionsUrl} label={t("identity-linked.button")} />
        <Quiet>{t("identity-linked.ignore")}</Quiet>
        <Facts context={context} kind="happened" at={props.linkedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
