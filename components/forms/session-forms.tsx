import { getTranslations } from "next-intl/server";
import { Form } from "./form.tsx";
import { type Asker, StepUp } from "./step-up.tsx";

const page = "/account/sessions";

type EndSessionProps = { readonly sessionId: string; readonly device: string; readonly asker: Asker };

/** Ends one session; for another device than this one the password may be asked for. */
export async function EndSessionForm({ sessionId, device, asker }: EndSessionProps) {
  const t = await getTranslations("pages.sessions");
  return (
    <Form
      endpoint="sessions"
      id={`session-${sessionId}`}
      path={`sessions/${sessionId}`}
      onward={page}
      submit={{ word: t("end"), busyWord: t("endOthersBusy"), look: "small", unseenWords: device }}
      stepUp={<StepUp deed={t("deed")} page={page} asker={asker} flash={null} />}
    />
  );
}

/** Ends every session but this one. */
export async function EndOthersForm({ asker }: { asker: Asker }) {
  const t = await getTranslations("pages.sessions");
  return (
    <Form
      endpoint="sessions"
      onward={page}
      submit={{ word: t("endOthers"), busyWord: t("endOthersBusy"), look: "quiet" }}
      stepUp={<StepUp deed={t("deed")} page={page} asker={asker} flash={null} />}
    />
  );
}
