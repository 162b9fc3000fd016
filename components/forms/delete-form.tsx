import { getTranslations } from "next-intl/server";
import { SecretField } from "./fields.tsx";
import { Form } from "./form.tsx";
import type { FormFlash } from "./outcome.ts";
import { Problem } from "./problem.tsx";
import { type Asker, StepUp } from "./step-up.tsx";

type DeleteFormProps = { readonly flash: FormFlash | null; readonly asker: Asker; readonly onward: string };

/** Deletes the account, with its password where it has one. */
export async function DeleteForm({ flash, asker, onward }: DeleteFormProps) {
  const t = await getTranslations("pages.delete");
  const field = await getTranslations("pages.field");
  return (
    <Form
      endpoint="delete-account"
      flash={flash}
      labels={{ password: field("password") }}
      secrets={["password"]}
      onward={onward}
      submit={{ word: t("submit"), busyWord: t("busy"), look: "danger" }}
      problems={{ undo_window_open: <Problem title={t("undoOpen")}>{t("undoOpenLead")}</Problem> }}
      stepUp={<StepUp deed={t("deed")} page="/account/delete" asker={asker} flash={null} />}
    >
      {asker.hasPassword ? <SecretField name="password" autoComplete="current-password" /> : null}
    </Form>
  );
}
