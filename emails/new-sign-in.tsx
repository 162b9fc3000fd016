import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** `sessionsUrl` is our own page, behind login, where a session can be ended. */
export type NewSignInProps = Addressee &
  Whereabouts & {
    readonly sessionsUrl: string;
    readonly signedInAt: Date;
  };

/** To the account's address: a browser it has not used before has logged in. */
export const newSignIn: Mail<NewSignInProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("new-sign-in.subject", { product }),
    document: (
      <Layout context={context} preheader={t("new-sign-in.preheader")} title={t("new-sign-in.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("new-sign-in.intro", { product, email: to })}</Paragraph>
        <ButtonLink context={context} href={props.sessionsUrl} label={t("new-sign-in.button")} />
        <Quiet>{t("new-sign-in.ignore")}</Quiet>
        <Facts context={context} kind="happened" at={props.signedInAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
