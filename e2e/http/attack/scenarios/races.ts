import { demand, type Play, type Steps, timed } from "#e2e/http/attack/play.ts";
import { sessionOf } from "#e2e/http/attack/seeds.ts";
import type { WireAnswer } from "#e2e/http/attack/wire.ts";
import { clientOf } from "#e2e/support/api.ts";
import { fieldsOf, signedLink } from "#e2e/support/links.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { allMails, linkIn } from "#e2e/support/mailbox.ts";
import { newPerson, registration } from "#e2e/support/people.ts";
import { newPassword, preparedUse } from "./links.ts";

/** Steps in which several do the same at once. */
export const raceSteps: Steps = [
  ["register same e-mail from n clients at once", (play) => registerAtOnce(play, "email")],
  ["n identical registrations at once over PostgreSQL", (play) => registerAtOnce(play, "everything")],
  ["user A and user B both confirm a change to the same new address at once", confirmSameAddress],
  ["use one reset link with n different new passwords at once", resetAtOnce],
  ["password_change in two sessions at once with two new passwords", changeAtOnce],
];

async function together(play: Play, acts: readonly (() => Promise<WireAnswer>)[]): Promise<WireAnswer[]> {
  const answers = await Promise.all(acts.map((act) => act()));
  play.recorded.push(...answers.map((answer) => ({ label: "POST", answer, changed: [], mails: [] })));
  return answers;
}

async function registerAtOnce(play: Play, shared: "email" | "everything"): Promise<void> {
  const { app } = play.world;
  const first = newPerson();
  const acts = Array.from({ length: play.n }, () => {
    const person = shared === "everything" ? first : newPerson({ email: first.email });
    return () => timed(clientOf(app).post("/api/v1/accounts/register/", registration(person)));
  });
  await together(play, acts);
  await play.world.quiet();
  const rows = await look(app, "SELECT id FROM users WHERE email = $1", [first.email]);
  play.facts.set("users", rows.length);
  const mails = (await allMails(app)).filter(({ to }) => to === first.email);
  play.facts.set("mails", mails.length);
  play.facts.set("accounts of the links", [...new Set(mails.map((mail) => fieldsOf(linkIn(mail)).user_id))].length);
  if (shared === "email") play.facts.set("activated", await activateAll(play, first.email));
}

/** Every holder of a link confirms, all at once; how many accounts own the address then. */
async function activateAll(play: Play, email: string): Promise<number> {
  const { app } = play.world;
  const rows = await look(app, "SELECT id::text AS id FROM users WHERE email = $1", [email]);
  const links = await Promise.all(rows.map(({ id }) => signedLink(app, String(id))));
  await Promise.all(links.map((link) => clientOf(app).post("/api/v1/accounts/verify-registration/", { ...link })));
  const sql = "SELECT count(*)::int AS n FROM users WHERE email = $1 AND status = 'active'";
  return Number((await lookOne(app, sql, [email]))["n"]);
}

async function confirmSameAddress(play: Play): Promise<void> {
  const { world } = play;
  const { email } = newPerson();
  const links = [];
  for (let count = 0; count < play.n; count += 1) {
    const actor = await world.newActor();
    const client = clientOf(world.app);
    client.cookies.put("session", actor.session);
    demand(await client.post("/api/v1/accounts/register-email/", { email }));
    links.push(await signedLink(world.app, actor.id, { purpose: "email-change", email }));
  }
  const confirm = (link: object) => clientOf(world.app).post("/api/v1/accounts/verify-email/", { ...link });
  await together(
    play,
    links.map((link) => () => timed(confirm(link))),
  );
}

async function resetAtOnce(play: Play): Promise<void> {
  play.endpoint = "reset_confirm";
  play.held = await play.world.newLink("reset_confirm");
  const passwords: string[] = [];
  const acts = [];
  for (let count = 0; count < play.n; count += 1) {
    acts.push(await preparedUse(play));
    passwords.push(String(play.fields["password"]));
  }
  const answers = await together(play, acts);
  const { username: login } = play.held.person;
  const winner = answers.findIndex(({ status }) => status === 200);
  const tried = [winner, (winner + 1) % play.n, (winner + play.n - 1) % play.n];
  const opened = [];
  for (const index of tried) {
    const { status } = await clientOf(play.world.app).post("/api/v1/accounts/login/", {
      login,
      password: passwords[index],
    });
    opened.push(status);
  }
  play.facts.set("logins", opened);
}

async function changeAtOnce(play: Play): Promise<void> {
  const { app } = play.world;
  const { person, session } = await play.world.newActor();
  const cookies = [session, await sessionOf(app, person)];
  const acts = cookies.map((cookie) => {
    const client = clientOf(app);
    client.cookies.put("session", cookie);
    const password = newPassword();
    const body = { old_password: person.password, password, password_confirm: password };
    return () => timed(client.post("/api/v1/accounts/change-password/", body));
  });
  await together(play, acts);
}
