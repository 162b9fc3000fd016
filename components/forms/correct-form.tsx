import { getTranslations } from "next-intl/server";
import { NewEmailField } from "./fields.tsx";
import { Form } from "./form.tsx";
import type { FormFlash } from "./outcome.ts";

/** Puts a mistyped address right while the sign-up waits, and sends the mail there. */
export async function CorrectForm({ flash, correctionsLeft }: { flash: FormFlash | null; correctionsLeft: number }) {
  const t = await getTranslations("pages.inbox");
  return (
    <Form
      endpoint="correct-registration"
      flash={flash}
      labels={{ email: t("newEmail") }}
      onward="/register/complete"
      submit={{ word: t("correct"), busyWord: t("correctBusy"), look: "quiet" }}
    >
      <NewEmailField name="email" help={t("correctionsLeft", { count: correctionsLeft })} />
    </Form>
  );
}
