import { getTranslations } from "next-intl/server";
import { Notice } from "#components/ui/notice.tsx";
import { SecretField } from "./fields.tsx";
import styles from "./form.module.css";
import { Form, isDone } from "./form.tsx";
import type { FormFlash } from "./outcome.ts";

type StepUpProps = {
  /** What the person wanted to do, in the words of its button. */
  readonly deed: string;
  /** The account page it belongs to; a post without script returns there. */
  readonly page: string;
  readonly flash: FormFlash | null;
};

/**
 * Asks for the password once more before a sensitive step. Inside another form's `stepUp` that form is repeated afterwards;
 * without script the page is shown again, and the person goes on.
 */
export async function StepUp({ deed, page, flash }: StepUpProps) {
  const t = await getTranslations("pages.stepUp");
  const field = await getTranslations("pages.field");
  return (
    <section className={styles["stepUp"]} aria-labelledby="step-up-title">
      <div>
        <h2 id="step-up-title">{t("title")}</h2>
        <p>{t("lead", { deed })}</p>
      </div>
      <Form
        endpoint="reauthenticate"
        flash={flash}
        hidden={{ page }}
        labels={{ password: field("password") }}
        secrets={["password"]}
        submit={{ word: t("submit"), busyWord: t("busy") }}
      >
        <SecretField name="password" autoComplete="current-password" isFocused />
      </Form>
    </section>
  );
}

/** The same for a page that a post without script came back to: it was sent back to be asked, or has just answered. */
export async function StepUpWithoutScript({ deed, page, flash }: StepUpProps) {
  const t = await getTranslations("pages.stepUp");
  if (isAskedToStepUp(flash)) return <StepUp deed={deed} page={page} flash={flash} />;
  return isDone(flash, "reauthenticate") ? <Notice kind="ok">{t("done")}</Notice> : null;
}

/** Whether a post without script was sent back to ask for the password, or that asking failed. */
export function isAskedToStepUp(flash: FormFlash | null): boolean {
  if (flash === null || flash.status < 400) return false;
  return flash.code === "reauthentication_required" || flash.endpoint === "reauthenticate";
}
