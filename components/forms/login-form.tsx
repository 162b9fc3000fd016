import { getTranslations } from "next-intl/server";
import { linkTag } from "#components/ui/link-tag.tsx";
import { Field, SecretField } from "./fields.tsx";
import { Form } from "./form.tsx";
import type { FormFlash } from "./outcome.ts";
import { Problem } from "./problem.tsx";

type LoginFormProps = {
  readonly flash: FormFlash | null;
  /** Where to go afterwards: a place of ours, checked by the page. */
  readonly next: string;
  readonly isEmailOnly: boolean;
  /** A forgotten password can be reset by mail. */
  readonly hasReset: boolean;
  /** A new account waits for its address to be confirmed. */
  readonly isProofNeeded: boolean;
};

/** Logs in; what helps when that fails stands right above it. */
export async function LoginForm({ flash, next, isEmailOnly, hasReset, isProofNeeded }: LoginFormProps) {
  const t = await getTranslations("pages.login");
  const field = await getTranslations("pages.field");
  const ways = { forgot: linkTag("/forgot-password"), resend: linkTag("/register/complete") };
  return (
    <Form
      endpoint="login"
      flash={flash}
      labels={{ login: field(isEmailOnly ? "loginEmail" : "login"), password: field("password") }}
      hidden={{ next }}
      secrets={["password"]}
      onward={next}
      submit={{ word: t("submit"), busyWord: t("busy") }}
      problems={{
        login_invalid: (
          <Problem title={t("invalid")}>
            {hasReset || isProofNeeded ? (
              <>
                {hasReset ? t.rich("invalidForgot", ways) : null}
                {hasReset && isProofNeeded ? " · " : null}
                {isProofNeeded ? t.rich("invalidResend", ways) : null}
              </>
            ) : undefined}
          </Problem>
        ),
        login_unverified: <Problem title={t("unverified")}>{t.rich("unverifiedNext", ways)}</Problem>,
      }}
    >
      <Field name="login" autoComplete="username" />
      <SecretField name="password" autoComplete="current-password" />
    </Form>
  );
}
