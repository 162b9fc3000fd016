import { getTranslations } from "next-intl/server";
import { linkProblems } from "#app/link-problems.tsx";
import type { LinkParts } from "#app/link-query.ts";
import { periodWords } from "#app/period-words.ts";
import type { FormFlash } from "#components/forms/outcome.ts";
import { Stage } from "#components/forms/stage.tsx";
import { NewPasswordProofForm, PasswordProofForm } from "#components/forms/verify-forms.tsx";
import { More, Screen } from "#components/frame/screen.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";
import type { LinkFace } from "./link-face.ts";
import { Verified } from "./verified.tsx";

type ProofFormsProps = {
  readonly face: LinkFace;
  readonly link: LinkParts;
  readonly maskedEmail: string;
  readonly flash: FormFlash | null;
};

/** The two ways to prove that a sign-up is one's own: the password chosen then, or a new one set by the mailbox's holder. */
export async function ProofForms({ face, link, maskedEmail, flash }: ProofFormsProps) {
  const t = await getTranslations("pages.verify");
  const isAboutNew = Object.keys(flash?.errors ?? {}).some((field) => field.startsWith("new_password"));
  const shared = {
    endpoint: face.endpoint,
    link,
    problems: await linkProblems(face.texts, await periodWords(env().REGISTER_VERIFICATION_PERIOD)),
    onward: env().VERIFY_REGISTRATION_SUCCESS_URL,
    deadLinkUrl: env().VERIFY_REGISTRATION_FAILURE_URL,
  };
  const lead = t.rich("proofLead", { email: maskedEmail, strong: strongTag });
  return (
    <Stage done={<Verified isLoggedIn />}>
      <Screen title={t("proofTitle")} lead={lead}>
        <PasswordProofForm {...shared} flash={isAboutNew ? null : flash} />
        <More summary={t("noPassword")} isOpen={isAboutNew}>
          <p>{t("newLead")}</p>
          <NewPasswordProofForm {...shared} flash={isAboutNew ? flash : null} minLength={env().PASSWORD_MIN_LENGTH} />
        </More>
      </Screen>
    </Stage>
  );
}
