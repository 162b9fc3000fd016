import type { LinkTexts } from "#app/dead-end.tsx";
import type { VerifyEndpoint } from "#components/forms/verify-forms.tsx";

/** What differs between the two pages a first mail can lead to: everything else they share. */
export type LinkFace = {
  readonly endpoint: VerifyEndpoint;
  readonly page: "/verify-user" | "/activate";
  readonly texts: LinkTexts;
};

/** `/verify-user`: the signed link of three parts. */
export const signedLinkFace: LinkFace = { endpoint: "verify-registration", page: "/verify-user", texts: "link" };

/** `/activate`: django-registration's activation key. */
export const activationKeyFace: LinkFace = { endpoint: "activate", page: "/activate", texts: "activate" };
