import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Unseen } from "#components/ui/unseen.tsx";
import { Form } from "./form.tsx";
import { PostButton } from "./post-button.tsx";
import type { Service } from "./social-buttons.tsx";
import { type Asker, StepUp } from "./step-up.tsx";

const page = "/account/connections";

/** Leads to a service that will then be connected; a plain form, as the browser leaves with it. */
export async function ConnectForm({ id, label }: Service) {
  const t = await getTranslations("pages.connections");
  return (
    <PostButton endpoint="connections" look="small" hidden={{ provider: id }}>
      {t.rich("connect", { service: label, unseen: unseenTag })}
    </PostButton>
  );
}

/** Disconnects a service. */
export async function DisconnectForm({ service: { id, label }, asker }: { service: Service; asker: Asker }) {
  const t = await getTranslations("pages.connections");
  return (
    <Form
      endpoint="connections"
      id={`disconnect-${id}`}
      path={`connections/${id}`}
      onward={`${page}?notice=disconnected`}
      submit={{ word: t("disconnect"), busyWord: t("disconnecting"), look: "small", unseenWords: label }}
      stepUp={<StepUp deed={t("deedDisconnect")} page={page} asker={asker} flash={null} />}
    />
  );
}

function unseenTag(words: ReactNode) {
  return <Unseen>{words}</Unseen>;
}
