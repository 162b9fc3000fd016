import { getTranslations } from "next-intl/server";
import { linkProblems } from "#app/link-problems.tsx";
import type { LinkParts } from "#app/link-query.ts";
import { periodWords } from "#app/period-words.ts";
import type { FormFlash } from "#components/forms/outcome.ts";
import { Stage } from "#components/forms/stage.tsx";
import { VerifyForm } from "#components/forms/verify-forms.tsx";
import { Screen } from "#components/frame/screen.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";
import type { LinkFace } from "./link-face.ts";
import { ProofForms } from "./proof-forms.tsx";
import { Verified } from "./verified.tsx";

type LiveLinkProps = {
  readonly face: LinkFace;
  readonly link: LinkParts;
  readonly maskedEmail: string;
  readonly isOwnBrowser: boolean;
  readonly flash: FormFlash | null;
};

/**
 * A link that works. In the browser that signed up it is used at once by script, or by one press. In any other, a person
 * has to prove to be the one who signed up, or to take the account over by a password of their own.
 */
export async function LiveLink({ face, link, maskedEmail, isOwnBrowser, flash }: LiveLinkProps) {
  const t = await getTranslations("pages.verify");
  const rule = env().REGISTER_VERIFICATION_PROOF;
  const needsProof = rule === "always" || (rule === "page" && !isOwnBrowser);
  if (needsProof) return <ProofForms face={face} link={link} maskedEmail={maskedEmail} flash={flash} />;
  const isLoggedIn = isOwnBrowser && env().REGISTER_VERIFICATION_AUTO_LOGIN;
  const email = { email: maskedEmail, strong: strongTag };
  return (
    <Stage done={<Verified isLoggedIn={isLoggedIn} />}>
      <Screen title={t("autoTitle")} lead={t.rich("autoLead", email)}>
        <VerifyForm
          endpoint={face.endpoint}
          link={link}
          flash={flash}
          sendsItself={isOwnBrowser}
          onward={env().VERIFY_REGISTRATION_SUCCESS_URL}
          deadLinkUrl={env().VERIFY_REGISTRATION_FAILURE_URL}
          problems={await linkProblems(face.texts, await periodWords(env().REGISTER_VERIFICATION_PERIOD))}
        />
      </Screen>
    </Stage>
  );
}
