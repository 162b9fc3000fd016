import { actorOf, demand, keptText, observe, type Play, type Steps, timed } from "#e2e/http/attack/play.ts";
import { redirectUri } from "#e2e/http/attack/stages.ts";
import { type Client, clientOf } from "#e2e/support/api.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { activePerson, logIn, newPerson, pendingPerson } from "#e2e/support/people.ts";
import { comeBack, goThrough, leaveFor, logInThere } from "#e2e/support/social.ts";
import { finishPath } from "#e2e/support/social-stage.ts";
import { newPassword } from "./links.ts";

const accounts = "/api/v1/accounts";

/** Steps with services that say who somebody is. */
export const socialSteps: Steps = [
  ["register victim@example.org with attacker password", registerAsVictim],
  ["victim signs up through OAuth with verified victim@example.org", signUpThroughProvider],
  ["attacker logs in with the password", logInByPassword],
  ["attacker registers victim@ and links an own OAuth identity", plantIdentity],
  ["victim resets the password and logs in", recover],
  ["attacker logs in by OAuth", logInByProvider],
  ["OAuth provider returns email=victim@ with email_verified=false or missing", claimUnverified],
  ["OAuth provider returns another sub with the same e-mail", claimSameAddress],
  ["OAuth provider answers 200 with an error object and no id", answerWithError],
  ["start OAuth with provider 1, finish at callback of provider 2 with its state", finishElsewhere],
  ["callback with missing state / foreign state / replayed code", finishWrongly],
  ["GET the provider sign-in URL cross-site", beginByGet],
];

async function registerAsVictim(play: Play): Promise<void> {
  const { person, id } = await pendingPerson(play.world.app, play.world.mailbox);
  play.actor = { person, id, session: "" };
}

async function signUpThroughProvider(play: Play): Promise<void> {
  await (await play.stages.social()).socialPerson({ email: actorOf(play).person.email });
}

async function logInByPassword(play: Play): Promise<void> {
  const { username, email, password } = actorOf(play).person;
  for (const name of [username, email]) {
    const attempt = logIn(clientOf(play.world.app), { username: name, email, password });
    await observe(play, "attacker_login", () => timed(attempt));
  }
}

/** Nobody without a session can link anything; by SQL the row is as if one had. */
async function plantIdentity(play: Play): Promise<void> {
  const { app } = play.world;
  await registerAsVictim(play);
  demand(await clientOf(app).post(`${accounts}/connections/`, { provider: "acme" }), 401);
  const { sub } = (await play.stages.social()).newAccount();
  const sql = "INSERT INTO identities (provider, subject, user_id) VALUES ('acme', $1, $2::uuid)";
  await look(app, sql, [sub, actorOf(play).id]);
  play.texts.set("the attacker there", sub);
}

async function recover(play: Play): Promise<void> {
  const { app, mailbox } = play.world;
  const { username, email } = actorOf(play).person;
  demand(await clientOf(app).post(`${accounts}/send-reset-password-link/`, { login: email }));
  const password = newPassword();
  const link = fieldsOf(linkIn(await mailbox.take(email)));
  demand(await clientOf(app).post(`${accounts}/reset-password/`, { ...link, password }));
  demand(await logIn(clientOf(app), { username, email, password }));
}

async function logInByProvider(play: Play): Promise<void> {
  const sub = keptText(play, "the attacker there");
  await observe(play, "attacker_login", () => timed(goThrough(clientOf(play.world.app), "acme", sub)));
  const left = await look(play.world.app, "SELECT 1 FROM identities WHERE subject = $1", [sub]);
  play.facts.set("identities left", left.length);
}

/** Of somebody who has an account, and of somebody who has none. */
async function claimUnverified(play: Play): Promise<void> {
  const { app, mailbox } = play.world;
  const { peer } = await play.stages.social();
  const known = await activePerson(app, mailbox);
  const faults: string[] = [];
  for (const email of [known.person.email, newPerson().email]) {
    for (const claim of [{ email_verified: false }, {}]) {
      const { username: sub } = newPerson();
      peer.add({ sub, email, ...claim });
      const client = clientOf(app);
      await observe(play, "GET", () => timed(goThrough(client, "acme", sub)));
      const finished = await client.post(finishPath, { username: sub });
      if (finished.status < 400 || (await isLoggedIn(client))) faults.push(`${email}: ${finished.text}`);
      const identities = await look(app, "SELECT 1 FROM identities WHERE subject = $1", [sub]);
      const rows = await look(app, "SELECT id FROM users WHERE email = $1 AND status = 'active'", [email]);
      if (identities.length > 0 || rows.some(({ id }) => id !== known.id)) faults.push(`${email} is an account's`);
    }
  }
  play.facts.set("faults", faults);
}

async function claimSameAddress(play: Play): Promise<void> {
  const stage = await play.stages.social();
  const { account, id } = await stage.socialPerson();
  const { sub } = stage.newAccount({ email: account.email ?? "" });
  const client = clientOf(stage.app);
  await observe(play, "GET", () => timed(goThrough(client, "acme", sub)));
  play.facts.set("logged in as the first", (await client.get(`${accounts}/profile/`)).body?.id === id);
}

/** In the browser, where it ends on a page, and from a client of its own. */
async function answerWithError(play: Play): Promise<void> {
  const { app } = play.world;
  (await play.stages.liar()).answer("/token", { body: { error: "invalid_grant", error_description: "no" } });
  const client = clientOf(app);
  const state = (await leaveFor(client, "liar")).searchParams.get("state") ?? "";
  await comeBack(client, new URL(`${app.url}/api/auth/callback/liar?${new URLSearchParams({ code: "c", state })}`));
  if (client.cookies.get("social") || (await isLoggedIn(client))) throw new Error("An error was taken for a person.");
  const body = { code: "c", code_verifier: "v".repeat(43), redirect_uri: redirectUri };
  await observe(play, "POST", () => timed(clientOf(app).post("/api/v1/auth/liar/", body)));
}

async function finishElsewhere(play: Play): Promise<void> {
  const stage = await play.stages.social();
  const { account } = await stage.socialPerson();
  const client = clientOf(stage.app);
  const callback = await logInThere(await leaveFor(client, "acme"), account.sub);
  callback.pathname = callback.pathname.replace("acme", "other");
  await observe(play, "GET", () => timed(comeBack(client, callback)));
}

async function finishWrongly(play: Play): Promise<void> {
  const stage = await play.stages.social();
  const { account } = await stage.socialPerson();
  const client = clientOf(stage.app);
  const genuine = await logInThere(await leaveFor(client, "acme"), account.sub);
  const cookie = client.cookies.header() ?? "";
  const come = (callback: URL) => comeBack(clientOf(stage.app), callback, { cookie });
  const [stateless, foreign] = [new URL(genuine), new URL(genuine)];
  stateless.searchParams.delete("state");
  foreign.searchParams.set("state", "A".repeat(43));
  for (const callback of [stateless, foreign]) await observe(play, "GET", () => timed(come(callback)));
  demand(await come(genuine), 303);
  await observe(play, "replay", () => timed(come(genuine)));
  play.facts.set("every answer counts", true);
}

async function beginByGet(play: Play): Promise<void> {
  const { app, peer } = await play.stages.social();
  const headers = { "sec-fetch-site": "cross-site", referer: "https://evil.test/", accept: "text/html" };
  const answer = await observe(play, "GET", () => timed(clientOf(app).get("/api/auth/signin/acme", { headers })));
  play.facts.set("leads to the provider", (answer.headers.get("location") ?? "").startsWith(peer.url));
}

async function isLoggedIn(client: Client): Promise<boolean> {
  return (await client.get(`${accounts}/profile/`)).status === 200;
}
