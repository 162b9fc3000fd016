import { getLocale, getTranslations } from "next-intl/server";
import { linkTag } from "#components/ui/link-tag.tsx";
import type { CustomFieldTable } from "#lib/schemas/custom-field.ts";
import { Confirmation } from "./confirmation.tsx";
import { Field, NewEmailField, Tick } from "./fields.tsx";
import { Form } from "./form.tsx";
import { NewPassword } from "./new-password.tsx";
import type { FormFlash } from "./outcome.ts";
import { OwnFields } from "./own-fields.tsx";
import { ownLabels } from "./own-labels.ts";

type RegisterFormProps = {
  readonly flash: FormFlash | null;
  readonly hasConfirmation: boolean;
  readonly isUsernameRequired: boolean;
  readonly isEmailRequired: boolean;
  readonly minLength: number;
  readonly termsUrl: string | null;
  readonly ownFields: CustomFieldTable;
};

/** Creates an account. The password is confirmed by looking at it; without script, by typing it again. */
export async function RegisterForm({ flash, ...rules }: RegisterFormProps) {
  const t = await getTranslations("pages.register");
  const field = await getTranslations("pages.field");
  const locale = await getLocale();
  const labels = {
    ...ownLabels(rules.ownFields, locale),
    username: field("username"),
    email: field("email"),
    password: field("password"),
    password_confirm: field("passwordConfirm"),
  };
  return (
    <Form
      endpoint="register"
      flash={flash}
      labels={labels}
      options={optionsOf(rules)}
      mirrors={rules.hasConfirmation ? { password_confirm: "password" } : {}}
      omitBlank={rules.isEmailRequired ? [] : ["email"]}
      secrets={["password", "password_confirm"]}
      onward="/register/complete"
      submit={{ word: t("submit"), busyWord: t("busy") }}
    >
      {rules.isUsernameRequired ? <Field name="username" autoComplete="username" /> : null}
      <NewEmailField name="email" isOptional={!rules.isEmailRequired} />
      <NewPassword name="password" minLength={rules.minLength} />
      {rules.hasConfirmation ? <Confirmation name="password_confirm" flash={flash} /> : null}
      <OwnFields fields={rules.ownFields} locale={locale} />
      {rules.termsUrl === null ? null : (
        <Tick name="tos">{field.rich("terms", { link: linkTag(rules.termsUrl) })}</Tick>
      )}
    </Form>
  );
}

function optionsOf({
  hasConfirmation,
  isUsernameRequired,
  isEmailRequired,
  termsUrl,
  ownFields,
}: Omit<RegisterFormProps, "flash">) {
  return {
    passwordConfirm: hasConfirmation,
    usernameRequired: isUsernameRequired,
    emailRequired: isEmailRequired,
    termsRequired: termsUrl !== null,
    ownFields,
  };
}
