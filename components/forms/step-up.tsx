import { getTranslations } from "next-intl/server";
import { linkTag } from "#components/ui/link-tag.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SecretField } from "./fields.tsx";
import styles from "./form.module.css";
import { Form, isDone } from "./form.tsx";
import type { FormFlash } from "./outcome.ts";
import { PostButton } from "./post-button.tsx";
import type { Service } from "./social-buttons.tsx";
import { isSocialProblem, SocialProblem } from "./social-problem.tsx";

/** How somebody can prove who they are: by their password, or without one by a service that is connected. */
export type Asker = {
  readonly hasPassword: boolean;
  readonly services: readonly Service[];
  /** A first password can be set, by mail. */
  readonly hasReset: boolean;
};

type StepUpProps = {
  /** What the person wanted to do, in the words of its button. */
  readonly deed: string;
  /** The account page it belongs to; a post without script returns there. */
  readonly page: string;
  readonly asker: Asker;
  readonly flash: FormFlash | null;
  /** Where a success leads, on a page whose own form cannot be repeated by script. */
  readonly onward?: string | undefined;
};

/**
 * Asks for the password once more before a sensitive step. Inside another form's `stepUp` that form is repeated afterwards;
 * without script, and without a password, the page is shown again, and the person goes on.
 */
export async function StepUp(props: StepUpProps) {
  const t = await getTranslations("pages.stepUp");
  return (
    <section className={styles["stepUp"]} aria-labelledby="step-up-title">
      <div>
        <h2 id="step-up-title">{t("title")}</h2>
        {props.asker.hasPassword ? <p>{t("lead", { deed: props.deed })}</p> : null}
      </div>
      {props.asker.hasPassword ? <ByPassword {...props} /> : <ByService {...props} />}
    </section>
  );
}

async function ByPassword({ page, flash, onward }: StepUpProps) {
  const t = await getTranslations("pages.stepUp");
  const field = await getTranslations("pages.field");
  return (
    <Form
      endpoint="reauthenticate"
      flash={flash}
      hidden={{ page }}
      labels={{ password: field("password") }}
      secrets={["password"]}
      onward={onward}
      submit={{ word: t("submit"), busyWord: t("busy") }}
    >
      <SecretField name="password" autoComplete="current-password" isFocused />
    </Form>
  );
}

async function ByService({ deed, page, asker }: StepUpProps) {
  const t = await getTranslations("pages.stepUp");
  const link = linkTag("/account/password");
  if (asker.services.length === 0) return <p>{t.rich("noWay", { deed, link })}</p>;
  return (
    <>
      <p>{t("serviceLead", { deed })}</p>
      {asker.services.map(({ id, label }) => (
        <PostButton key={id} endpoint="social-reauthenticate" hidden={{ provider: id, page }}>
          {t("byService", { service: label })}
        </PostButton>
      ))}
      {asker.hasReset ? <p>{t.rich("instead", { link })}</p> : null}
    </>
  );
}

/** The same for a page that a post without script came back to: it was sent back to be asked, or has just answered. */
export async function StepUpWithoutScript(props: StepUpProps) {
  const t = await getTranslations("pages.stepUp");
  const { flash } = props;
  if (isSocialProblem(flash)) {
    return (
      <>
        <SocialProblem flash={flash} />
        <StepUp {...props} />
      </>
    );
  }
  if (isAskedToStepUp(flash)) return <StepUp {...props} />;
  return isDone(flash, "reauthenticate") ? <Notice kind="ok">{t("done")}</Notice> : null;
}

/** Whether a post without script was sent back to ask for the password, or that asking failed. */
export function isAskedToStepUp(flash: FormFlash | null): boolean {
  if (flash === null || flash.status < 400) return false;
  return flash.code === "reauthentication_required" || flash.endpoint === "reauthenticate" || isSocialProblem(flash);
}
