import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** `service` is what people call the provider; `connectionsUrl` is our own page, behind login. */
export type IdentityUnlinkedProps = Addressee &
  Whereabouts & {
    readonly service: string;
    readonly connectionsUrl: string;
    readonly unlinkedAt: Date;
  };

/** To the account's address: a service has been disconnected from it. */
export const identityUnlinked: Mail<IdentityUnlinkedProps> = ({ service, ...props }, context) => {
  const { t, product, to } = context;
  return {
    subject: t("identity-unlinked.subject", { service, product }),
    document: (
      <Layout
        context={context}
        preheader={t("identity-unlinked.preheader")}
        title={t("identity-unlinked.title", { service })}
      >
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("identity-unlinked.intro", { service, product, email: to })}</Paragraph>
        <ButtonLink context={context} href={props.connectionsUrl} label={t("identity-unlinked.button")} />
        <Quiet>{t("identity-unlinked.ignore")}</Quiet>
        <Facts context={context} kind="happened" at={props.unlinkedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
