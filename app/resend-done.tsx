import { getTranslations } from "next-intl/server";
import { Notice } from "#components/ui/notice.tsx";
import { env } from "#lib/env.ts";
import { periodWords } from "./period-words.ts";

/** What a request for a new link is answered with, whether or not an account waits for one. */
export async function ResendDone() {
  const t = await getTranslations("pages.resend");
  const period = await periodWords(env().REGISTER_VERIFICATION_PERIOD);
  return (
    <Notice kind="ok">
      <p>{t("doneLead", { period })}</p>
    </Notice>
  );
}
