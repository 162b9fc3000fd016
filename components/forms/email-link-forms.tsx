import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Field, SecretField } from "./fields.tsx";
import { Form } from "./form.tsx";
import type { FormFlash } from "./outcome.ts";

type EmailLinkFormProps = {
  readonly link: Readonly<Record<string, string>>;
  readonly flash: FormFlash | null;
  readonly problems: Readonly<Record<string, ReactNode>>;
  readonly onward?: string | undefined;
  readonly deadLinkUrl?: string | undefined;
};

/** Makes a new address the account's: by itself where the account is logged in, else by its password. */
export async function VerifyEmailForm({ link, isOwnSession, ...rest }: EmailLinkFormProps & { isOwnSession: boolean }) {
  const t = await getTranslations("pages.verifyEmail");
  const field = await getTranslations("pages.field");
  return (
    <Form
      endpoint="verify-email"
      hidden={link}
      labels={{ password: field("password") }}
      secrets={["password"]}
      sendsItself={isOwnSession}
      submit={{ word: t("submit"), busyWord: t("busy") }}
      {...rest}
    >
      {isOwnSession ? null : <SecretField name="password" autoComplete="current-password" />}
    </Form>
  );
}

/** Takes a change of address back; who does so types the old address. */
export async function UndoForm({ link, ...rest }: EmailLinkFormProps) {
  const t = await getTranslations("pages.undo");
  return (
    <Form
      endpoint="undo-email-change"
      hidden={link}
      labels={{ email: t("oldEmail") }}
      submit={{ word: t("submit"), busyWord: t("busy") }}
      {...rest}
    >
      <Field name="email" type="email" autoComplete="email" help={t("oldEmailHelp")} />
    </Form>
  );
}
