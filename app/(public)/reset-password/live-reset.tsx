import { getTranslations } from "next-intl/server";
import { linkProblems } from "#app/link-problems.tsx";
import type { LinkParts } from "#app/link-query.ts";
import { periodWords } from "#app/period-words.ts";
import type { FormFlash } from "#components/forms/outcome.ts";
import { ResetForm } from "#components/forms/reset-forms.tsx";
import { Stage } from "#components/forms/stage.tsx";
import { Screen } from "#components/frame/screen.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";
import { ResetDone } from "./reset-done.tsx";

type LiveResetProps = { readonly link: LinkParts; readonly maskedEmail: string; readonly flash: FormFlash | null };

/** A link that works: the new password goes with it in one post. */
export async function LiveReset({ link, maskedEmail, flash }: LiveResetProps) {
  const t = await getTranslations("pages.reset");
  return (
    <Stage done={<ResetDone />}>
      <Screen title={t("title")} lead={t.rich("lead", { email: maskedEmail, strong: strongTag })}>
        <ResetForm
          link={link}
          flash={flash}
          problems={await linkProblems("reset", await periodWords(env().RESET_PASSWORD_VERIFICATION_PERIOD))}
          hasConfirmation={env().RESET_PASSWORD_SERIALIZER_PASSWORD_CONFIRM}
          minLength={env().PASSWORD_MIN_LENGTH}
          onward={env().RESET_PASSWORD_SUCCESS_URL}
          deadLinkUrl={env().RESET_PASSWORD_FAILURE_URL}
        />
      </Screen>
    </Stage>
  );
}
