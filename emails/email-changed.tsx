import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/**
 * `link` undoes the change of `changedAt`; its page asks for the old address. It dies at `expiresAt`. `hasReset`: a link for a
 * new password is mailed after the undo, which removes the one there is.
 */
export type EmailChangedProps = Addressee &
  Whereabouts & {
    readonly newEmail: string;
    readonly link: string;
    readonly hasReset: boolean;
    readonly changedAt: Date;
    readonly expiresAt: Date;
  };

/** To the old address: the account has moved to `newEmail`. */
export const emailChanged: Mail<EmailChangedProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("email-changed.subject"),
    document: (
      <Layout context={context} preheader={t("email-changed.preheader")} title={t("email-changed.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("email-changed.intro", { product, email: to, newEmail: props.newEmail })}</Paragraph>
        <Paragraph>
          {props.hasReset ? t("email-changed.undo") : t("email-changed.undo-no-reset", { product })}
        </Paragraph>
        <ButtonLink context={context} href={props.link} label={t("email-changed.button")} />
        <Paragraph>
          {t("common.link-life", {
            span: context.span(props.changedAt, props.expiresAt),
            until: context.time(props.expiresAt),
          })}
        </Paragraph>
        <Quiet>{t("email-changed.ignore")}</Quiet>
        <Facts context={context} kind="happened" at={props.changedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
