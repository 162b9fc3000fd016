import { getTranslations } from "next-intl/server";
import { ForgottenPassword } from "#app/forgotten-password.tsx";
import { linkProblems } from "#app/link-problems.tsx";
import type { LinkParts } from "#app/link-query.ts";
import { periodWords } from "#app/period-words.ts";
import { VerifyEmailForm } from "#components/forms/email-link-forms.tsx";
import type { FormFlash } from "#components/forms/outcome.ts";
import { Problem } from "#components/forms/problem.tsx";
import { Stage } from "#components/forms/stage.tsx";
import { Screen } from "#components/frame/screen.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";
import { EmailVerified } from "./email-verified.tsx";

type LiveChangeProps = {
  readonly link: LinkParts;
  readonly maskedEmail: string;
  readonly isOwnSession: boolean;
  readonly flash: FormFlash | null;
};

/** A link that works: used at once where its account is logged in, else after the account's password. */
export async function LiveChange({ link, maskedEmail, isOwnSession, flash }: LiveChangeProps) {
  const t = await getTranslations("pages.verifyEmail");
  const problems = await linkProblems("verifyEmail", await periodWords(env().REGISTER_EMAIL_VERIFICATION_PERIOD));
  const own = {
    reauthentication_required: <Problem title={t("proofRequired")} />,
    email_already_registered: <Problem title={t("taken")} />,
  };
  const lead = t.rich(isOwnSession ? "lead" : "proofLead", { email: maskedEmail, strong: strongTag });
  return (
    <Stage done={<EmailVerified isLoggedIn={isOwnSession} />}>
      <Screen title={t(isOwnSession ? "title" : "proofTitle")} lead={lead}>
        <VerifyEmailForm
          link={link}
          flash={flash}
          isOwnSession={isOwnSession}
          problems={{ ...problems, ...own }}
          onward={env().VERIFY_EMAIL_SUCCESS_URL}
          deadLinkUrl={env().VERIFY_EMAIL_FAILURE_URL}
        />
        {isOwnSession ? null : <ForgottenPassword />}
      </Screen>
    </Stage>
  );
}
