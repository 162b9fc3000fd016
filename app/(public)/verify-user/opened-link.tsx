import type { LinkParts } from "#app/link-query.ts";
import type { FormFlash } from "#components/forms/outcome.ts";
import type { LinkLook } from "#lib/accounts/inspect-link.ts";
import { DeadLink } from "./dead-link.tsx";
import type { LinkFace } from "./link-face.ts";
import { LiveLink } from "./live-link.tsx";

type OpenedLinkProps = {
  readonly face: LinkFace;
  readonly link: LinkParts;
  readonly found: LinkLook;
  readonly flash: FormFlash | null;
};

/** A link of the first mail as it was found: what it is worth, and what to do. */
export function OpenedLink({ face, link, found, flash }: OpenedLinkProps) {
  if (found.outcome !== "live") return <DeadLink face={face} outcome={found.outcome} flash={flash} />;
  const { maskedEmail, isRegistrantBrowser } = found;
  return (
    <LiveLink face={face} link={link} maskedEmail={maskedEmail} isOwnBrowser={isRegistrantBrowser} flash={flash} />
  );
}
