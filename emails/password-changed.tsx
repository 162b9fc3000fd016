import { ButtonLink } from "./parts/button-link.tsx";
import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** `forgotPasswordUrl` is our own page, which asks for an address and mails a link. Null where no password can be reset by mail. */
export type PasswordChangedProps = Addressee &
  Whereabouts & {
    readonly forgotPasswordUrl: string | null;
    readonly changedAt: Date;
  };

/** To the account's address: its password is another one now. */
export const passwordChanged: Mail<PasswordChangedProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("password-changed.subject"),
    document: (
      <Layout context={context} preheader={t("password-changed.preheader")} title={t("password-changed.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("password-changed.intro", { product, email: to })}</Paragraph>
        {props.forgotPasswordUrl === null ? (
          <Paragraph>{t("password-changed.ignore-no-reset", { product })}</Paragraph>
        ) : (
          <>
            <ButtonLink context={context} href={props.forgotPasswordUrl} label={t("password-changed.button")} />
            <Quiet>{t("password-changed.ignore")}</Quiet>
          </>
        )}
        <Facts context={context} kind="happened" at={props.changedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
