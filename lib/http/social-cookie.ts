import { z } from "zod";
import { nowSeconds } from "#lib/clock.ts";
import { type CookieOrder, readCookie } from "#lib/cookies.ts";
import { canonicalEmail } from "#lib/identity/email-address.ts";
import { handshakeSeconds } from "#lib/sessions/next-auth.ts";
import { openSealed, seal } from "./sealed.ts";

/** How long somebody whom a provider vouched for may take to start an account: time to read terms. */
export const newcomerSeconds = 1_200;
/** Browsers keep cookies of 4 kB. */
const maxCookieBytes = 3_900;
const maxNextLength = 500;

const deedShape = z.discriminatedUnion("for", [
  z.object({ for: z.literal("login"), next: z.string().nullable() }),
  z.object({ for: z.literal("connect"), userId: z.string(), sessionId: z.string() }),
  z.object({
    for: z.literal("confirm"),
    userId: z.string(),
    sessionId: z.string(),
    page: z.string(),
    askedAt: z.number(),
  }),
]);

const handshakeShape = z.object({
  kind: z.literal("handshake"),
  provider: z.string(),
  /** The one of the authorisation request: this cookie is good for that answer alone. */
  state: z.string(),
  url: z.string(),
  deed: deedShape,
  until: z.number(),
});

const newcomerShape = z.object({
  kind: z.literal("newcomer"),
  person: z.object({
    provider: z.string(),
    subject: z.string(),
    email: z
      .string()
      .nullable()
      .transform((text) => (text === null ? null : canonicalEmail(text))),
    firstName: z.string(),
    lastName: z.string(),
    nickname: z.string(),
    authenticatedAt: z.number().nullable(),
  }),
  next: z.string().nullable(),
  until: z.number(),
});

/** What a handshake is for; bound to the session that asked for it where there must be one (docs/security.md row 83). */
export type Deed = z.infer<typeof deedShape>;

/** A handshake under way in this browser. */
export type HandshakeNote = Omit<z.infer<typeof handshakeShape>, "kind" | "until">;

/** Somebody without an account here, as a provider vouched for them, and where they wanted to go. */
export type NewcomerNote = Omit<z.infer<typeof newcomerShape>, "kind" | "until">;

/** The cookie of a handshake: encrypted, ten minutes, one a browser; the newest wins. */
export function handshakeCookie(note: HandshakeNote): CookieOrder {
  const until = nowSeconds() + handshakeSeconds;
  return {
    name: "social",
    value: seal("social/v1", { kind: "handshake", ...note, until }),
    maxAgeSeconds: handshakeSeconds,
  };
}

/** The cookie of a newcomer: what no row may hold before they agree to it. Long names are left out if it grows too long. */
export function newcomerCookie({ person, next }: NewcomerNote): CookieOrder {
  const note = { kind: "newcomer", next, until: nowSeconds() + newcomerSeconds };
  const whole = seal("social/v1", { ...note, person });
  const nameless = { ...person, firstName: "", lastName: "", nickname: "" };
  const value = whole.length <= maxCookieBytes ? whole : seal("social/v1", { ...note, person: nameless });
  return { name: "social", value, maxAgeSeconds: newcomerSeconds };
}

/** Takes either away. */
export const endedSocialCookie: CookieOrder = { name: "social", value: "", maxAgeSeconds: 0 };

/** The handshake under way in the browser that sent this `Cookie` header, or null. */
export function openHandshake(cookies: string | null): HandshakeNote | null {
  return open(cookies, handshakeShape);
}

/** The newcomer of the browser that sent this `Cookie` header, or null. */
export function openNewcomer(cookies: string | null): NewcomerNote | null {
  return open(cookies, newcomerShape);
}

/** A place to go to that fits into the cookie. */
export function keptNext(next: string | null): string | null {
  return next !== null && next.length <= maxNextLength ? next : null;
}

function open<Note extends { readonly until: number }>(cookies: string | null, shape: z.ZodType<Note>): Note | null {
  const sealed = readCookie(cookies, "social");
  const note = sealed === null ? null : openSealed("social/v1", sealed, shape);
  return note !== null && note.until >= nowSeconds() ? note : null;
}
