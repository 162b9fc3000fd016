import { DeadEnd, type DeadOutcome } from "#app/dead-end.tsx";
import { periodWords } from "#app/period-words.ts";
import { ResendDone } from "#app/resend-done.tsx";
import { isDone } from "#components/forms/form.tsx";
import type { FormFlash } from "#components/forms/outcome.ts";
import { ResendForm } from "#components/forms/resend-form.tsx";
import { env } from "#lib/env.ts";
import type { LinkFace } from "./link-face.ts";

type DeadLinkProps = { readonly face: LinkFace; readonly outcome: DeadOutcome; readonly flash: FormFlash | null };

/** A link of the first mail that does not work any more; whoever is not done yet may have a new one. */
export async function DeadLink({ face, outcome, flash }: DeadLinkProps) {
  const period = await periodWords(env().REGISTER_VERIFICATION_PERIOD);
  return (
    <DeadEnd texts={face.texts} outcome={outcome} period={period}>
      {outcome === "already_activated" ? null : <NewLink page={face.page} flash={flash} />}
    </DeadEnd>
  );
}

async function NewLink({ page, flash }: Pick<LinkFace, "page"> & { readonly flash: FormFlash | null }) {
  if (isDone(flash, "resend-verification")) return <ResendDone />;
  return <ResendForm flash={flash} done={<ResendDone />} page={page} />;
}
