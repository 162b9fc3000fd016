import { ButtonLink, PlainLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** Both addresses are our own pages: this mail holds no link that could change anything. Null where no password can be reset by mail. */
export type AlreadyRegisteredProps = Addressee &
  Whereabouts & {
    readonly loginUrl: string;
    readonly forgotPasswordUrl: string | null;
    readonly requestedAt: Date;
  };

/** To the owner of an address somebody tried to sign up with. */
export const alreadyRegistered: Mail<AlreadyRegisteredProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("already-registered.subject", { product }),
    document: (
      <Layout context={context} preheader={t("already-registered.preheader")} title={t("already-registered.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("already-registered.intro", { product, email: to })}</Paragraph>
        <ButtonLink context={context} href={props.loginUrl} label={t("already-registered.button")} />
        {props.forgotPasswordUrl === null ? null : (
          <>
            <Paragraph>{t("already-registered.reset")}</Paragraph>
            <PlainLink href={props.forgotPasswordUrl} />
          </>
        )}
        <Quiet>{t("already-registered.ignore")}</Quiet>
        <Facts context={context} kind="asked" at={props.requestedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
