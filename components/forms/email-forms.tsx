import { getTranslations } from "next-intl/server";
import { NewEmailField } from "./fields.tsx";
import { Form } from "./form.tsx";
import type { FormFlash } from "./outcome.ts";
import { type Asker, StepUp } from "./step-up.tsx";

const page = "/account/email";

type NewEmailFormProps = {
  readonly flash: FormFlash | null;
  /** REGISTER_EMAIL_VERIFICATION_ENABLED: a link is sent first. */
  readonly isMailed: boolean;
  /** A second form on the page, under another one. */
  readonly isSecond?: boolean;
  readonly asker: Asker;
};

/** Asks to move the account to another address. */
export async function NewEmailForm({ flash, isMailed, isSecond = false, asker }: NewEmailFormProps) {
  const t = await getTranslations("pages.email");
  return (
    <Form
      endpoint="register-email"
      flash={flash}
      labels={{ email: t("newEmail") }}
      onward={page}
      submit={{ word: t("submit"), busyWord: t("busy"), look: isSecond ? "quiet" : "primary" }}
      stepUp={<StepUp deed={t("deed")} page={page} asker={asker} flash={null} />}
    >
      <NewEmailField name="email" help={t(isMailed ? "newEmailHelp" : "newEmailAtOnce")} />
    </Form>
  );
}

/** Sends the link to the address that waits for it again. */
export async function AgainForm({ email, asker }: { email: string; asker: Asker }) {
  const t = await getTranslations("pages.email");
  return (
    <Form
      endpoint="register-email"
      id="register-email-again"
      hidden={{ email }}
      onward={page}
      submit={{ word: t("again"), busyWord: t("againBusy"), look: "link" }}
      stepUp={<StepUp deed={t("deed")} page={page} asker={asker} flash={null} />}
    />
  );
}
