import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** `link` lets its holder choose a new password; it dies at `expiresAt`. */
export type ResetPasswordProps = Addressee &
  Whereabouts & {
    readonly link: string;
    readonly requestedAt: Date;
    readonly expiresAt: Date;
  };

/** To the address of an account whose password was forgotten. */
export const resetPassword: Mail<ResetPasswordProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("reset-password.subject"),
    document: (
      <Layout context={context} preheader={t("reset-password.preheader")} title={t("reset-password.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("reset-password.intro", { product, email: to })}</Paragraph>
        <ButtonLink context={context} href={props.link} label={t("reset-password.button")} />
        <Paragraph>
          {t("common.link-life", {
            span: context.span(props.requestedAt, props.expiresAt),
            until: context.time(props.expiresAt),
          })}
        </Paragraph>
        <Quiet>{t("reset-password.ignore")}</Quiet>
        <Facts context={context} kind="asked" at={props.requestedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
