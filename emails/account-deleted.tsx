import { Layout } from "./parts/layout.tsx";
import type { Addressee, Mail, Whereabouts } from "./parts/mail.ts";
import { Facts, Greeting, Paragraph, Quiet } from "./parts/text.tsx";

/** When it was deleted. */
export type AccountDeletedProps = Addressee &
  Whereabouts & {
    readonly deletedAt: Date;
  };

/** To the address of an account that is gone. */
export const accountDeleted: Mail<AccountDeletedProps> = (props, context) => {
  const { t, product, to } = context;
  return {
    subject: t("account-deleted.subject", { product }),
    document: (
      <Layout context={context} preheader={t("account-deleted.preheader")} title={t("account-deleted.title")}>
        <Greeting context={context} name={props.name} />
        <Paragraph>{t("account-deleted.intro", { product, email: to })}</Paragraph>
        <Quiet>{t("account-deleted.ignore")}</Quiet>
        <Facts context={context} kind="happened" at={props.deletedAt} device={props.device} network={props.network} />
      </Layout>
    ),
  };
};
