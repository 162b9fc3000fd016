import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** `link` moves the account to the address this mail goes to; it dies at `expiresAt`. */
export type VerifyNewEmailProps = Addressee &
  Whereabouts & {
    readonly link: string;
    readonly requestedAt: Date;
    readonly expiresAt: Date;
  };

/** To the address an account is to move to: is it yours? */
export const verifyNewEmail: Mail<VerifyNewEmailProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("verify-new-email.subject", { product }),
    document: (
      <Layout context={context} preheader={t("verify-new-email.preheader")} title={t("verify-new-email.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("verify-new-email.intro", { product, email: to })}</Paragraph>
        <ButtonLink context={context} href={props.link} label={t("verify-new-email.button")} />
        <Paragraph>
          {t("common.link-life", {
            span: context.span(props.requestedAt, props.expiresAt),
            until: context.time(props.expiresAt),
          })}
        </Paragraph>
        <Quiet>{t("verify-new-email.ignore")}</Quiet>
        <Facts context={context} kind="asked" at={props.requestedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
