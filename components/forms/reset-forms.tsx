import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Confirmation } from "./confirmation.tsx";
import { Field } from "./fields.tsx";
import { Form } from "./form.tsx";
import { NewPassword } from "./new-password.tsx";
import type { FormFlash } from "./outcome.ts";
import { Problem } from "./problem.tsx";

type ForgotFormProps = {
  readonly flash: FormFlash | null;
  /** SEND_RESET_PASSWORD_LINK_SERIALIZER_USE_EMAIL: the field is `email`, not `login`. */
  readonly isByEmail: boolean;
  /** One logs in by address alone: the field takes nothing else. */
  readonly isEmailOnly: boolean;
};

/** Asks for the link that sets a new password. */
export async function ForgotForm({ flash, isByEmail, isEmailOnly }: ForgotFormProps) {
  const t = await getTranslations("pages.forgot");
  const field = await getTranslations("pages.field");
  const name = isByEmail ? "email" : "login";
  return (
    <Form
      endpoint="send-reset-password-link"
      flash={flash}
      options={{ useEmail: isByEmail }}
      labels={{ [name]: field(isEmailOnly ? "email" : name) }}
      submit={{ word: t("submit"), busyWord: t("busy") }}
      problems={{ user_not_found: <Problem title={t("unknown")} /> }}
    >
      <Field name={name} type={isByEmail ? "email" : "text"} autoComplete={isByEmail ? "email" : "username"} />
    </Form>
  );
}

type ResetFormProps = {
  readonly link: Readonly<Record<string, string>>;
  readonly flash: FormFlash | null;
  readonly problems: Readonly<Record<string, ReactNode>>;
  readonly hasConfirmation: boolean;
  readonly minLength: number;
  /** Other pages to go to afterwards, by setting. */
  readonly onward: string | undefined;
  readonly deadLinkUrl: string | undefined;
};

/** Sets a new password by a mailed link. */
export async function ResetForm({ link, hasConfirmation, minLength, ...rest }: ResetFormProps) {
  const t = await getTranslations("pages.reset");
  const field = await getTranslations("pages.field");
  return (
    <Form
      endpoint="reset-password"
      hidden={link}
      options={{ passwordConfirm: hasConfirmation }}
      labels={{ password: field("newPassword"), password_confirm: field("newPasswordConfirm") }}
      mirrors={hasConfirmation ? { password_confirm: "password" } : {}}
      submit={{ word: t("submit"), busyWord: t("busy") }}
      {...rest}
    >
      <NewPassword name="password" minLength={minLength} />
      {hasConfirmation ? <Confirmation name="password_confirm" flash={rest.flash} /> : null}
    </Form>
  );
}
