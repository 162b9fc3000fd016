import { getTranslations } from "next-intl/server";
import { Confirmation } from "./confirmation.tsx";
import { SecretField } from "./fields.tsx";
import { Form } from "./form.tsx";
import { NewPassword } from "./new-password.tsx";
import type { FormFlash } from "./outcome.ts";

type PasswordFormProps = {
  readonly flash: FormFlash | null;
  readonly hasConfirmation: boolean;
  readonly minLength: number;
  /** The name the password belongs to, for password managers. */
  readonly login: string;
  /** Where to go afterwards when the change logs out this session, too. */
  readonly onward: string | undefined;
};

/** Changes a known password. */
export async function PasswordForm({ flash, hasConfirmation, minLength, login, onward }: PasswordFormProps) {
  const t = await getTranslations("pages.password");
  const field = await getTranslations("pages.field");
  return (
    <Form
      endpoint="change-password"
      flash={flash}
      onward={onward}
      options={{ passwordConfirm: hasConfirmation, oldPassword: true }}
      labels={{
        old_password: field("oldPassword"),
        password: field("newPassword"),
        password_confirm: field("newPasswordConfirm"),
      }}
      mirrors={hasConfirmation ? { password_confirm: "password" } : {}}
      submit={{ word: t("submit"), busyWord: t("busy") }}
    >
      <input type="text" autoComplete="username" value={login} readOnly hidden />
      <SecretField name="old_password" autoComplete="current-password" />
      <NewPassword name="password" minLength={minLength} />
      {hasConfirmation ? <Confirmation name="password_confirm" flash={flash} /> : null}
    </Form>
  );
}
