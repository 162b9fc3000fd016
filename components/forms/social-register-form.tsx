import { getLocale, getTranslations } from "next-intl/server";
import { linkTag } from "#components/ui/link-tag.tsx";
import type { CustomFieldTable } from "#lib/schemas/custom-field.ts";
import { Field, Tick } from "./fields.tsx";
import { Form } from "./form.tsx";
import type { FormFlash } from "./outcome.ts";
import { OwnFields } from "./own-fields.tsx";
import { ownLabels } from "./own-labels.ts";
import { SocialProblemWords } from "./social-problem.tsx";

type SocialRegisterFormProps = {
  readonly flash: FormFlash | null;
  /** A name that is free at this moment. */
  readonly suggestion: string;
  readonly isUsernameRequired: boolean;
  readonly termsUrl: string | null;
  /** Where to go afterwards: a place of ours, checked by the page. */
  readonly next: string;
  readonly service: string;
  /** A forgotten password can be reset by mail. */
  readonly hasReset: boolean;
  readonly ownFields: CustomFieldTable;
};

const problems = ["social_email_taken", "social_expired", "registration_closed", "social_email_missing"] as const;

/** What is still asked of somebody whom another service has vouched for. */
export async function SocialRegisterForm({ flash, suggestion, next, service, ...rules }: SocialRegisterFormProps) {
  const t = await getTranslations("pages.social");
  const locale = await getLocale();
  const field = await getTranslations("pages.field");
  const words = problems.map(
    (code) =>
      [code, <SocialProblemWords key={code} code={code} service={service} hasReset={rules.hasReset} />] as const,
  );
  return (
    <Form
      endpoint="social-registration"
      flash={flash}
      labels={{ ...ownLabels(rules.ownFields, locale), username: field("username") }}
      hidden={{ next }}
      options={{
        usernameRequired: rules.isUsernameRequired,
        termsRequired: rules.termsUrl !== null,
        ownFields: rules.ownFields,
      }}
      onward={next}
      submit={{ word: t("submit"), busyWord: t("busy") }}
      problems={Object.fromEntries(words)}
    >
      {rules.isUsernameRequired ? (
        <Field name="username" autoComplete="username" defaultValue={suggestion} help={t("usernameHelp")} />
      ) : null}
      <OwnFields fields={rules.ownFields} locale={locale} />
      {rules.termsUrl === null ? null : (
        <Tick name="tos">{field.rich("terms", { link: linkTag(rules.termsUrl) })}</Tick>
      )}
    </Form>
  );
}
