import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Confirmation } from "./confirmation.tsx";
import { SecretField } from "./fields.tsx";
import { Form } from "./form.tsx";
import { NewPassword } from "./new-password.tsx";
import type { FormFlash } from "./outcome.ts";
import { Problem } from "./problem.tsx";

/** The two faces of the same confirmation: a link of three parts, or an activation key. */
export type VerifyEndpoint = "verify-registration" | "activate";

type VerifyFormProps = {
  readonly endpoint: VerifyEndpoint;
  readonly link: Readonly<Record<string, string>>;
  readonly flash: FormFlash | null;
  readonly problems: Readonly<Record<string, ReactNode>>;
  /** Other pages to go to afterwards, by setting. */
  readonly onward: string | undefined;
  readonly deadLinkUrl: string | undefined;
};

/** Uses a link without a proof: by itself in the browser that signed up, else (by setting) at the press of the button. */
export async function VerifyForm({ link, ...rest }: VerifyFormProps & { sendsItself: boolean }) {
  const t = await getTranslations("pages.verify");
  return <Form hidden={link} submit={{ word: t("autoSubmit"), busyWord: t("autoBusy") }} {...rest} />;
}

/** Uses a link with the password chosen at sign-up. */
export async function PasswordProofForm({ link, problems, ...rest }: VerifyFormProps) {
  const t = await getTranslations("pages.verify");
  return (
    <Form
      hidden={link}
      labels={{ password: t("proofPassword") }}
      secrets={["password"]}
      submit={{ word: t("proofSubmit"), busyWord: t("autoBusy") }}
      problems={{ ...problems, proof_required: <Problem title={t("proofWrong")} /> }}
      {...rest}
    >
      <SecretField name="password" autoComplete="current-password" />
    </Form>
  );
}

/** Uses a link and sets a new password: for the holder of the mailbox who never chose one. */
export async function NewPasswordProofForm({ link, minLength, ...rest }: VerifyFormProps & { minLength: number }) {
  const t = await getTranslations("pages.verify");
  const field = await getTranslations("pages.field");
  return (
    <Form
      id="verify-new"
      hidden={link}
      labels={{ new_password: field("newPassword"), new_password_confirm: field("newPasswordConfirm") }}
      mirrors={{ new_password_confirm: "new_password" }}
      secrets={["new_password", "new_password_confirm"]}
      submit={{ word: t("newSubmit"), busyWord: t("newBusy"), look: "quiet" }}
      {...rest}
    >
      <NewPassword name="new_password" minLength={minLength} />
      <Confirmation name="new_password_confirm" flash={rest.flash} />
    </Form>
  );
}
