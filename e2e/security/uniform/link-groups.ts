import { randomBytes, randomUUID } from "node:crypto";
import { type Choice, type LinkFields, signedLink } from "#e2e/support/links.ts";
import { newPerson } from "#e2e/support/people.ts";
import type { Place } from "#e2e/support/place.ts";
import type { LinkPurpose } from "#lib/links/purposes.ts";
import { active, disabledPerson, pending } from "./accounts.ts";
import { post, type UniformGroup } from "./group.ts";

type Door = { readonly endpoint: string; readonly purpose: LinkPurpose; readonly foreign: LinkPurpose };

const doors: readonly Door[] = [
  { endpoint: "verify-registration", purpose: "register", foreign: "reset-password" },
  { endpoint: "reset-password", purpose: "reset-password", foreign: "register" },
  { endpoint: "verify-email", purpose: "email-change", foreign: "email-undo" },
  { endpoint: "undo-email-change", purpose: "email-undo", foreign: "email-change" },
];

/** Bad links at every endpoint that takes one: nobody learns whose id or address they name. */
export const linkGroups: readonly UniformGroup[] = doors.map((door) => ({
  what: `bad links at ${door.endpoint}`,
  prepare: (place) => badLinks(place, door),
}));

async function badLinks(place: Place, { endpoint, purpose, foreign }: Door) {
  const [owner, waiting, disabled] = [await active(place), await pending(place), await disabledPerson(place)];
  const link = (id: string, choice: Choice) => signedLink(place, id, choice);
  const genuine = await link(owner.id, { purpose });
  const forged = (fields: LinkFields) => ({ ...fields, signature: randomBytes(32).toString("base64url") });
  const { password } = newPerson();
  const use = (fields: () => LinkFields) => () => [
    post(endpoint, { ...fields(), ...(endpoint === "reset-password" ? { password } : {}) }),
  ];
  const [ofNobody, ofPending] = [
    { ...genuine, user_id: randomUUID() },
    { ...genuine, user_id: waiting.id },
  ];
  const [misused, dead] = [await link(owner.id, { purpose: foreign }), await link(disabled.id, { purpose })];
  const asHere = (fields: LinkFields) => ({ ...fields, ...("email" in genuine ? { email: genuine.email } : {}) });
  return {
    nobody: use(() => forged(ofNobody)),
    "an account": use(() => forged(genuine)),
    "a pending row": use(() => forged(ofPending)),
    "another purpose": use(() => asHere(misused)),
    "a disabled account": use(() => dead),
  };
}
