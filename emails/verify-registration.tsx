import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/**
 * `link` confirms the address, and activates the account unless it `isActive` already; it was asked for at `requestedAt` and
 * dies at `expiresAt`.
 */
export type VerifyRegistrationProps = Addressee &
  Whereabouts & {
    readonly link: string;
    readonly isActive: boolean;
    readonly requestedAt: Date;
    readonly expiresAt: Date;
  };

/** To the address of a new sign-up: is it yours? */
export const verifyRegistration: Mail<VerifyRegistrationProps> = (props, context) => {
  const { t, product, to } = context;
  const preheader = t(props.isActive ? "verify-registration.preheader-active" : "verify-registration.preheader");
  return {
    subject: t("verify-registration.subject", { product }),
    document: (
      <Layout context={context} preheader={preheader} title={t("verify-registration.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("verify-registration.intro", { product, email: to })}</Paragraph>
        <ButtonLink context={context} href={props.link} label={t("verify-registration.button")} />
        <Paragraph>
          {t("common.link-life", {
            span: context.span(props.requestedAt, props.expiresAt),
            until: context.time(props.expiresAt),
          })}
        </Paragraph>
        <Quiet>{t(props.isActive ? "verify-registration.ignore-active" : "verify-registration.ignore")}</Quiet>
        <Facts context={context} kind="asked" at={props.requestedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
