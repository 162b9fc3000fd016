import { randomBytes } from "node:crypto";
import { wireOf } from "#e2e/http/attack/draft.ts";
import { pageDraft, postDraft } from "#e2e/http/attack/link-trials.ts";
import { purposes } from "#e2e/http/attack/mutate-link.ts";
import { record } from "#e2e/http/attack/performance.ts";
import { actorOf, demand, heldLink, observe, type Play, type Steps } from "#e2e/http/attack/play.ts";
import { exchange, type WireAnswer } from "#e2e/http/attack/wire.ts";
import type { LinkEndpoint } from "#e2e/http/attack/world.ts";
import { clientOf } from "#e2e/support/api.ts";
import { fieldsOf, signedLink } from "#e2e/support/links.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { newPerson, signUp } from "#e2e/support/people.ts";

const day = 86_400;
const lifetimes = { verify_registration: 7 * day, verify_email: 7 * day, reset_confirm: day } as const;

/** Uses the link of the scenario by its API; every use of a reset link brings another new password. */
export async function useLink(play: Play, label = "POST"): Promise<WireAnswer> {
  return observe(play, label, await preparedUse(play));
}

/** The same, ready to be sent. */
export async function preparedUse(play: Play): Promise<() => Promise<WireAnswer>> {
  const { world, endpoint } = play;
  const held = heldLink(play);
  const draft = await postDraft(world, endpoint, Object.entries(held.fields));
  if (endpoint === "reset_confirm") draft.fields = { ...draft.fields, password: newPassword() };
  play.subject = held;
  play.fields = draft.fields ?? {};
  const request = wireOf(world, draft);
  return () => exchange(world.app.url, request);
}

/** A password nobody has used, good enough for the strictest policy of these tests. */
export function newPassword(): string {
  return `gravel octopus ${randomBytes(6).toString("hex")}`;
}

async function getPage(play: Play): Promise<void> {
  const { world, endpoint } = play;
  const parameters = Object.entries(heldLink(play).fields);
  const draft = await pageDraft(world, { endpoint, parameters, separator: "&" });
  const request = wireOf(world, draft);
  await observe(play, "GET", () => exchange(world.app.url, request));
}

async function issue(play: Play): Promise<void> {
  play.held ??= await play.world.newLink(play.endpoint);
}

/** Signed as if it had been mailed so long ago that only `seconds` of its life are left. */
async function age(play: Play, seconds: number): Promise<void> {
  const { fields, person, id } = heldLink(play);
  const email = fields.email === undefined ? {} : { email: fields.email };
  const choice = { purpose: purposes[play.endpoint], ageSeconds: lifetimes[play.endpoint] - seconds, ...email };
  play.held = { person, id, fields: await signedLink(play.world.app, id, choice) };
}

/** The key it was signed with is the older one now, as if a new one had come first in the meantime. */
async function rotateKeys(play: Play): Promise<void> {
  const { fields, person, id } = heldLink(play);
  const email = fields.email === undefined ? {} : { email: fields.email };
  const choice = { purpose: purposes[play.endpoint], ...email };
  play.held = { person, id, fields: await signedLink(play.world.app, id, choice) };
}

async function issueAndUse(play: Play): Promise<void> {
  await issue(play);
  await useLink(play);
}

/** Steps that make sense for a link of any kind. */
export const genericLinkSteps: Steps = [
  ["issue link", issue],
  [
    /^advance clock by lifetime ([+-]) (\d+) s$/,
    (play, [sign, seconds]) => age(play, (sign === "-" ? 1 : -1) * Number(seconds)),
  ],
  ["rotate: new key first, old key second", rotateKeys],
  ["use link", issueAndUse],
  ["POST", issueAndUse],
  ["POST confirm", async (play) => void (await useLink(play))],
  [
    /^GET x(\d+) without cookies$/,
    async (play, [count]) => {
      await issue(play);
      for (let done = 0; done < Number(count); done += 1) await getPage(play);
    },
  ],
  ["POST LINK n times at once", useAtOnce],
];

/** What one of them changes cannot be told from what another does, so only the answers are kept. */
async function useAtOnce(play: Play): Promise<void> {
  await issue(play);
  const uses = await Promise.all(Array.from({ length: play.n }, () => preparedUse(play)));
  const answers = await Promise.all(uses.map((use) => use()));
  play.recorded.push(...answers.map((answer) => ({ label: "POST", answer, changed: [], mails: [] })));
}

/** Steps that name the link they are about. */
export const linkSteps: Steps = [
  ["reset_request", requestReset],
  ["use reset link", async (play) => void (await useLink(play))],
  ["use the same link with another password", async (play) => void (await useLink(play))],
  ["register by attacker", (play) => registerAs(play, "attacker")],
  ["register by owner", (play) => registerAs(play, "owner")],
  ["use attacker's link", async (play) => void (await useLink(play))],
  ["change to x@", (play) => holdNew(play, "verify_email")],
  ["other user verifies x@", takeAddress],
  ["collect links of n users", collectLinks],
];

async function holdNew(play: Play, endpoint: LinkEndpoint): Promise<void> {
  play.endpoint = endpoint;
  play.held = await play.world.newLink(endpoint);
}

/** Somebody logged in asks for a reset link. */
async function requestReset(play: Play): Promise<void> {
  const { world } = play;
  play.actor ??= await world.newActor();
  const { person, id } = actorOf(play);
  demand(await clientOf(world.app).post("/api/v1/accounts/send-reset-password-link/", { login: person.email }));
  play.endpoint = "reset_confirm";
  play.held = { person, id, fields: fieldsOf(linkIn(await world.mailbox.take(person.email))) };
}

async function registerAs(play: Play, who: "attacker" | "owner"): Promise<void> {
  const { world, held } = play;
  const person = newPerson(held === null ? {} : { email: held.person.email });
  const answer = await signUp(clientOf(world.app), person);
  demand(answer, 201);
  const fields = fieldsOf(linkIn(await world.mailbox.take(person.email)));
  if (who === "attacker") play.held = { person, id: String(answer.body.id), fields };
}

async function takeAddress(play: Play): Promise<void> {
  const { world } = play;
  const person = newPerson({ email: heldLink(play).person.email });
  const client = clientOf(world.app);
  demand(await signUp(client, person), 201);
  const link = fieldsOf(linkIn(await world.mailbox.take(person.email)));
  demand(await client.post("/api/v1/accounts/verify-registration/", { ...link }));
}

async function collectLinks(play: Play): Promise<void> {
  const signatures: string[] = [];
  for (let count = 0; count < play.n; count += 1) {
    for (const endpoint of ["verify_registration", "verify_email", "reset_confirm"] as const) {
      signatures.push((await play.world.newLink(endpoint)).fields.signature);
    }
  }
  play.facts.set("values", signatures);
  play.recorded.push(
    await record(
      play.world,
      "POST",
      await preparedUse(Object.assign(play, { held: await play.world.newLink("verify_registration") })),
    ),
  );
}
