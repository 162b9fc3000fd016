import { notFound } from "next/navigation";
import { DeadLink } from "#app/(public)/verify-user/dead-link.tsx";
import { activationKeyFace } from "#app/(public)/verify-user/link-face.ts";
import { OpenedLink } from "#app/(public)/verify-user/opened-link.tsx";
import { CleanAddress } from "#app/clean-address.tsx";
import { inspectActivationKey } from "#lib/accounts/inspect-link.ts";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { pageRegistrantHash } from "#lib/http/page-registrant.ts";

/** What an activation key is worth, and what to do; null: the page was opened without one. Changes nothing. */
export async function Activation({ activationKey }: { activationKey: string | null }) {
  if (env().ACCOUNT_EMAIL_VERIFICATION === "none") notFound();
  const flash = await readFlash();
  if (activationKey === null) return <DeadLink face={activationKeyFace} outcome="missing" flash={flash} />;
  const found = await inspectActivationKey(activationKey, await pageRegistrantHash());
  return (
    <>
      <CleanAddress path="/activate" />
      <OpenedLink face={activationKeyFace} link={{ activation_key: activationKey }} found={found} flash={flash} />
    </>
  );
}
