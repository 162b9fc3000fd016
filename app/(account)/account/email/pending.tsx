import { getTranslations } from "next-intl/server";
import { periodWords } from "#app/period-words.ts";
import { AgainForm, NewEmailForm } from "#components/forms/email-forms.tsx";
import { flashOf } from "#components/forms/form.tsx";
import type { FormFlash } from "#components/forms/outcome.ts";
import { PostButton } from "#components/forms/post-button.tsx";
import type { Asker } from "#components/forms/step-up.tsx";
import { More, Row } from "#components/frame/screen.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { env } from "#lib/env.ts";

type PendingProps = {
  readonly email: string | null;
  readonly newEmail: string;
  readonly flash: FormFlash | null;
  readonly asker: Asker;
};

/** A change that waits for its link: send it again, change it, take it back. */
export async function Pending({ email, newEmail, flash, asker }: PendingProps) {
  const t = await getTranslations("pages.email");
  const period = await periodWords(env().REGISTER_EMAIL_VERIFICATION_PERIOD);
  const values = { email: newEmail, period, strong: strongTag };
  const isWrong = flashOf(flash, "register-email")?.errors !== undefined;
  return (
    <>
      <Notice kind="info">
        <p>{email === null ? t.rich("pendingFirst", values) : t.rich("pending", { ...values, old: email })}</p>
        <Row>
          <AgainForm email={newEmail} asker={asker} />
          <PostButton endpoint="cancel-email-change" look="link">
            {t("cancel")}
          </PostButton>
        </Row>
      </Notice>
      <More summary={t("edit")} isOpen={isWrong}>
        <NewEmailForm flash={isWrong ? flash : null} isMailed isSecond asker={asker} />
      </More>
    </>
  );
}
