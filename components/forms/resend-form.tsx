import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Field } from "./fields.tsx";
import { Form } from "./form.tsx";
import type { FormFlash } from "./outcome.ts";
import { Stage } from "./stage.tsx";

type ResendFormProps = {
  readonly flash: FormFlash | null;
  readonly done: ReactNode;
  /** The page it stands on, to which a post without script returns. */
  readonly page: "/verify-user" | "/activate" | "/register/complete";
};

/** Asks for an address and sends a new confirmation link there; `done` is what the page says then, whoever was named. */
export async function ResendForm({ flash, done, page }: ResendFormProps) {
  const t = await getTranslations("pages.resend");
  const field = await getTranslations("pages.field");
  return (
    <Stage done={done}>
      <Form
        endpoint="resend-verification"
        flash={flash}
        labels={{ email: field("email") }}
        hidden={{ page }}
        submit={{ word: t("submit"), busyWord: t("busy") }}
      >
        <Field name="email" type="email" autoComplete="email" />
      </Form>
    </Stage>
  );
}
