import { getLocale, getTranslations } from "next-intl/server";
import type { CustomFieldTable } from "#lib/schemas/custom-field.ts";
import { Field } from "./fields.tsx";
import { Form } from "./form.tsx";
import type { FormFlash } from "./outcome.ts";
import { FixedFields, OwnFields } from "./own-fields.tsx";
import { ownLabels } from "./own-labels.ts";

type ProfileFormProps = {
  readonly flash: FormFlash | null;
  readonly values: { readonly username: string; readonly first_name: string; readonly last_name: string };
  /** USER_EDITABLE_FIELDS: the fields that are shown. */
  readonly editable: readonly string[];
  readonly isUsernameRequired: boolean;
  /** Fields of an adopter's own that this account shows, with what they hold. */
  readonly ownFields: CustomFieldTable;
  readonly ownValues: Readonly<Record<string, unknown>>;
};

/** Changes what a person may change about themselves. */
export async function ProfileForm({ flash, values, editable, isUsernameRequired, ...own }: ProfileFormProps) {
  const locale = await getLocale();
  const t = await getTranslations("pages.profile");
  const field = await getTranslations("pages.field");
  const has = (name: string) => editable.includes(name);
  const [open, fixed] = [only(own.ownFields, has), only(own.ownFields, (name) => !has(name))];
  return (
    <Form
      endpoint="profile"
      flash={flash}
      options={{ method: "put", editableFields: editable, usernameRequired: isUsernameRequired, ownFields: open }}
      labels={{
        ...ownLabels(open, locale),
        username: field("username"),
        first_name: t("firstName"),
        last_name: t("lastName"),
      }}
      submit={{ word: t("submit"), busyWord: t("busy") }}
      doneWords={t("saved")}
    >
      {has("username") && (isUsernameRequired || values.username !== "") ? (
        <Field
          name="username"
          autoComplete="username"
          defaultValue={values.username}
          isOptional={!isUsernameRequired}
        />
      ) : null}
      {has("first_name") ? (
        <Field name="first_name" autoComplete="given-name" defaultValue={values.first_name} isOptional />
      ) : null}
      {has("last_name") ? (
        <Field name="last_name" autoComplete="family-name" defaultValue={values.last_name} isOptional />
      ) : null}
      <OwnFields fields={open} locale={locale} values={own.ownValues} />
      <FixedFields fields={fixed} locale={locale} values={own.ownValues} help={t("fixed")} />
    </Form>
  );
}

function only(fields: CustomFieldTable, isIn: (name: string) => boolean): CustomFieldTable {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => isIn(name)));
}
