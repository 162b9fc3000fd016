import { actorOf, demand, observe, type Play, type Steps, timed } from "#e2e/http/attack/play.ts";
import { clientOf } from "#e2e/support/api.ts";
import { fieldsOf, type LinkFields } from "#e2e/support/links.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { logIn, newPerson } from "#e2e/support/people.ts";
import { newPassword } from "./links.ts";

const accounts = "/api/v1/accounts";

/** Steps about a stolen account and its way home. */
export const undoSteps: Steps = [
  [
    "thief in a hijacked session with known password: change address, confirm it, change password, link own OAuth identity",
    steal,
  ],
  ["owner opens the undo link from the old mailbox within 72 h", undo],
  [
    "attacker opens account as victim@ unverified, requests change to attacker@",
    async (play) => {
      play.actor = await play.world.newActor();
      await look(play.world.app, "UPDATE users SET email_verified_at = NULL WHERE id = $1::uuid", [play.actor.id]);
      const { email } = newPerson();
      demand(await browserOf(play).post(`${accounts}/register-email/`, { email }));
      play.endpoint = "verify_email";
      const fields = fieldsOf(linkIn(await play.world.mailbox.take(email)));
      play.held = { ...play.actor, fields };
    },
  ],
  [
    "victim recovers the account",
    async (play) => {
      const { email } = actorOf(play).person;
      await play.world.quiet();
      const before = (await play.world.mailbox.all(email)).length;
      demand(await clientOf(play.world.app).post(`${accounts}/send-reset-password-link/`, { login: email }));
      const mail = (await play.world.mailbox.all(email)).slice(before)[0];
      if (!mail) throw new Error("No reset mail came.");
      const link = fieldsOf(linkIn(mail));
      demand(await clientOf(play.world.app).post(`${accounts}/reset-password/`, { ...link, password: newPassword() }));
    },
  ],
  [
    "attacker uses the change link",
    async (play) => {
      const { fields } = play.held ?? { fields: null };
      await observe(play, "POST", () =>
        timed(clientOf(play.world.app).post(`${accounts}/verify-email/`, { ...fields })),
      );
      play.subject = actorOf(play);
      play.facts.set("address", (await addressOf(play)) === actorOf(play).person.email);
    },
  ],
];

function browserOf(play: Play) {
  const client = clientOf(play.world.app);
  client.cookies.put("session", actorOf(play).session);
  return client;
}

/** The whole take-over; the provider's part by SQL, as it is about what is left and not how it came. */
async function steal(play: Play): Promise<void> {
  const { world } = play;
  play.actor = await world.newActor();
  const thief = browserOf(play);
  const { email } = newPerson();
  const { person, id } = play.actor;
  demand(await thief.post(`${accounts}/register-email/`, { email }));
  demand(await thief.post(`${accounts}/verify-email/`, { ...fieldsOf(linkIn(await world.mailbox.take(email))) }));
  const password = newPassword();
  const change = { old_password: person.password, password, password_confirm: password };
  demand(await thief.post(`${accounts}/change-password/`, change));
  await look(world.app, "INSERT INTO identities (provider, subject, user_id) VALUES ('google', $2, $1::uuid)", [
    id,
    email,
  ]);
  play.clients.set("thief", thief);
  play.texts.set("thief's password", password);
}

async function undo(play: Play): Promise<void> {
  const { world } = play;
  const { person, id } = actorOf(play);
  const link = await undoLink(play);
  const use = () => clientOf(world.app).post(`${accounts}/undo-email-change/`, { ...link, email: person.email });
  await observe(play, "undo", () => timed(use()));
  play.facts.set("address", (await addressOf(play)) === person.email);
  const thief = play.clients.get("thief");
  play.facts.set("sessions", thief ? (await thief.get(`${accounts}/profile/`)).status : null);
  const password = play.texts.get("thief's password") ?? "";
  const attempt = await logIn(clientOf(world.app), { ...person, password });
  const identities = await look(world.app, "SELECT 1 FROM identities WHERE user_id = $1::uuid", [id]);
  play.facts.set("thief is refused", attempt.status === 400 && identities.length === 0);
  await observe(play, "second use of the undo link", () => timed(use()));
}

async function undoLink(play: Play): Promise<LinkFields> {
  const mails = await play.world.mailbox.all(actorOf(play).person.email);
  const mail = mails.find(({ text }) => /undo-email-change/.test(text));
  if (!mail) throw new Error("The old mailbox has no mail with an undo link.");
  return fieldsOf(linkIn(mail));
}

async function addressOf(play: Play): Promise<unknown> {
  return (await lookOne(play.world.app, "SELECT email FROM users WHERE id = $1::uuid", [actorOf(play).id]))["email"];
}
