import { clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { fieldsOf, type LinkFields } from "#e2e/support/links.ts";
import { linkIn, type Mailbox, mailboxOf, mailQueueIsDone } from "#e2e/support/mailbox.ts";
import { activePerson, newPerson, type Person, pendingPerson } from "#e2e/support/people.ts";
import type { Corpus } from "./corpus.ts";
import { plantSeeds, type SeedName, type Seeds, sessionOf } from "./seeds.ts";

/** The endpoints that take a signed link. */
export const linkEndpoints = ["verify_registration", "verify_email", "reset_confirm"] as const;
/** One of them. */
export type LinkEndpoint = (typeof linkEndpoints)[number];

/** Somebody with an active account and a fresh session, for requests that change something. */
export type Actor = { readonly person: Person; readonly id: string; readonly session: string };

/** A genuine link out of a captured mail, and whose it is. */
export type HeldLink = { readonly fields: LinkFields; readonly person: Person; readonly id: string };

/** The application under attack with its seeded users, and a supply of people and links nobody has used up. */
export type World = {
  readonly app: App;
  readonly corpus: Corpus;
  readonly mailbox: Mailbox;
  readonly seeds: Seeds;
  /** Every session token that an answer has handed out. */
  readonly tokens: Set<string>;
  /** A session cookie of a seeded user. */
  session(name: SeedName): Promise<string>;
  /** The same one until `spend`. */
  actor(): Promise<Actor>;
  /** The same link until `spend`. */
  link(endpoint: LinkEndpoint): Promise<HeldLink>;
  newLink(endpoint: LinkEndpoint): Promise<HeldLink>;
  newActor(): Promise<Actor>;
  /** Waits until no mail is under way. */
  quiet(): Promise<void>;
  /** Forgets the actor and the links: whatever was done to them is done. */
  spend(): void;
};

/** Seeds an application. */
export async function worldOf(app: App, corpus: Corpus): Promise<World> {
  const mailbox = mailboxOf(app);
  const seeds = await plantSeeds(app);
  const sessions = new Map<SeedName, string>();
  const links = new Map<LinkEndpoint, HeldLink>();
  let actor: Actor | null = null;
  const newActor = async (): Promise<Actor> => {
    const { person, id } = await activePerson(app, mailbox);
    return { person, id, session: await sessionOf(app, person) };
  };
  const supply = { app, mailbox, newActor };
  return {
    app,
    corpus,
    mailbox,
    seeds,
    tokens: new Set(),
    newActor,
    quiet: () => mailQueueIsDone(app),
    newLink: (endpoint) => makeLink[endpoint](supply),
    async session(name) {
      const session = sessions.get(name) ?? (await sessionOf(app, seeds[name].person));
      sessions.set(name, session);
      return session;
    },
    async actor() {
      actor ??= await newActor();
      return actor;
    },
    async link(endpoint) {
      const link = links.get(endpoint) ?? (await makeLink[endpoint](supply));
      links.set(endpoint, link);
      return link;
    },
    spend() {
      actor = null;
      links.clear();
      sessions.clear();
    },
  };
}

type Supply = Pick<World, "app" | "mailbox" | "newActor">;

const makeLink: Readonly<Record<LinkEndpoint, (supply: Supply) => Promise<HeldLink>>> = {
  async verify_registration({ app, mailbox }) {
    const { person, fields, id } = await pendingPerson(app, mailbox);
    return { person, fields, id };
  },
  async verify_email({ app, mailbox, newActor }) {
    const { person, id, session } = await newActor();
    const client = clientOf(app);
    client.cookies.put("session", session);
    const { email } = newPerson();
    await client.post("/api/v1/accounts/register-email/", { email });
    return { person: { ...person, email }, id, fields: fieldsOf(linkIn(await mailbox.take(email))) };
  },
  async reset_confirm({ app, mailbox }) {
    const { person, id } = await activePerson(app, mailbox);
    await clientOf(app).post("/api/v1/accounts/send-reset-password-link/", { login: person.email });
    return { person, id, fields: fieldsOf(linkIn(await mailbox.take(person.email))) };
  },
};
