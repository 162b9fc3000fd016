import type { LinkPurpose } from "#lib/links/purposes.ts";
import { ageLinkOfRow, signedLink } from "./links.ts";
import { look } from "./look.ts";
import type { Place } from "./place.ts";

/** Time as a test moves it: what the database and the links hold is made older; nobody waits. */
export type Clock = {
  /** Where a genuine link of this purpose leads that was mailed so many seconds ago. */
  agedLink(userId: string, purpose: LinkPurpose, ageSeconds: number): Promise<string>;
  /** All sessions of an account were opened, used and last proven so many seconds earlier. */
  ageSessions(userId: string, seconds: number): Promise<void>;
  /** A sign-up that waits, and its newest link, are so many seconds older. */
  ageRegistration(userId: string, seconds: number): Promise<void>;
};

const pages: Readonly<Record<LinkPurpose, string>> = {
  register: "/verify-user",
  "email-change": "/verify-email",
  "reset-password": "/reset-password",
  "email-undo": "/undo-email-change",
};

/** The clock of an application under test. */
export function clockOf(place: Place): Clock {
  return {
    async agedLink(userId, purpose, ageSeconds) {
      const fields = await signedLink(place, userId, { purpose, ageSeconds });
      return `${pages[purpose]}?${new URLSearchParams(fields)}`;
    },
    async ageSessions(userId, seconds) {
      const older = ["created_at", "last_seen_at", "authenticated_at"]
        .map((column) => `${column} = ${column} - $2::int * interval '1 second'`)
        .join(", ");
      await look(place, `UPDATE sessions SET ${older} WHERE user_id = $1::uuid`, [userId, seconds]);
    },
    ageRegistration: (userId, seconds) => ageLinkOfRow(place, userId, seconds),
  };
}
