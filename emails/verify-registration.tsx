import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** `link` activates the account; it was asked for at `requestedAt` and dies at `expiresAt`. */
export type VerifyRegistrationProps = Addressee &
  Whereabouts & {
    readonly link: string;
    readonly requestedAt: Date;
    readonly expiresAt: Date;
  };

/** To the address of a new sign-up: is it yours? */
export const verifyRegistration: Mail<VerifyRegistrationProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("verify-registration.subject", { product }),
    document: (
      <Layout context={context} preheader={t("verify-registration.preheader")} title={t("verify-registration.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("verify-registration.intro", { product, email: to })}</Paragraph>
        <ButtonLink context={context} href={props.link} label={t("verify-registration.button")} />
        <Paragraph>
          {t("common.link-life", {
            span: context.span(props.requestedAt, props.expiresAt),
            until: context.time(props.expiresAt),
          })}
        </Paragraph>
        <Quiet>{t("verify-registration.ignore")}</Quiet>
        <Facts context={context} kind="asked" at={props.requestedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
