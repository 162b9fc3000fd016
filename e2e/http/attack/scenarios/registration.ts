import { demand, heldLink, observe, type Play, type Steps, timed } from "#e2e/http/attack/play.ts";
import { forgetCounters } from "#e2e/http/attack/worn-out.ts";
import { clientOf } from "#e2e/support/api.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { newPerson, registration, signUp } from "#e2e/support/people.ts";
import { startSmtpPeer } from "#e2e/support/smtp-peer.ts";

const register = "/api/v1/accounts/register/";
const verify = "/api/v1/accounts/verify-registration/";
const reset = "/api/v1/accounts/send-reset-password-link/";

/** Steps about signing up, and about asking for mail in somebody's name. */
export const registrationSteps: Steps = [
  ["register with one-time links and auto-login on", registerWithAutoLogin],
  ["verify", async (play) => demand(await verifyInSameBrowser(play))],
  ["administrator disables the account", disable],
  ["replay the link", async (play) => void (await observe(play, "replay", () => timed(verifyInSameBrowser(play))))],
  ["register 'Bob' while 'bob' exists", (play) => registerOnce(play, register, newPerson({ username: "Bob" }))],
  ["POST register without the trailing slash", (play) => registerOnce(play, register.slice(0, -1), newPerson())],
  ["verify registration link opened in a browser where another user is logged in", openElsewhere],
  ["reset_request for a disabled account", (play) => requestReset(play, play.world.seeds.disabled.person.email)],
  ["reset_request for an unknown login", (play) => requestReset(play, newPerson().email)],
  ["register while the mail server is down", registerWithoutMailServer],
  ["register 50 plus-tag aliases of one inbox in an hour", floodByAliases],
  ["10 reset_requests for one address within a minute", floodByResets],
];

async function registerOnce(play: Play, path: string, person: ReturnType<typeof newPerson>): Promise<void> {
  await observe(play, "POST", () => timed(clientOf(play.world.app).post(path, registration(person))));
}

async function requestReset(play: Play, login: string): Promise<void> {
  play.fields = { login };
  await observe(play, "POST", () => timed(clientOf(play.world.app).post(reset, { login })));
}

async function registerWithAutoLogin(play: Play): Promise<void> {
  play.world = await play.stages.rich();
  await forgetCounters(play.world);
  const person = newPerson();
  const browser = clientOf(play.world.app);
  const answer = await signUp(browser, person);
  demand(answer, 201);
  play.clients.set("registrant", browser);
  const fields = fieldsOf(linkIn(await play.world.mailbox.take(person.email)));
  play.held = { person, id: String(answer.body.id), fields };
}

function verifyInSameBrowser(play: Play) {
  const browser = play.clients.get("registrant");
  if (browser === undefined) throw new Error("Nobody has signed up.");
  return browser.post(verify, { ...heldLink(play).fields });
}

/** As the operator's command does it: nobody gets in, and the version rises. */
async function disable(play: Play): Promise<void> {
  const sql = "UPDATE users SET disabled_at = now(), security_version = security_version + 1 WHERE id = $1::uuid";
  await look(play.world.app, sql, [heldLink(play).id]);
}

/** The browser of somebody else opens the link and posts it, as the page would and as a program would. */
async function openElsewhere(play: Play): Promise<void> {
  const { world } = play;
  const other = await world.newActor();
  const browser = clientOf(world.app);
  browser.cookies.put("session", other.session);
  const { fields } = await world.newLink("verify_registration");
  const link = new URLSearchParams({ ...fields }).toString();
  await observe(play, "GET", () => timed(browser.get(`/verify-user?${link}`, { headers: { accept: "text/html" } })));
  const headers = { origin: world.app.url, "sec-fetch-site": "same-origin" };
  await observe(play, "POST", () => timed(browser.post(verify, { ...fields }, { headers })));
  await observe(play, "POST", () => timed(browser.post(verify, { ...fields })));
  const { body } = await browser.get("/api/v1/accounts/profile/");
  const isSame = browser.cookies.get("session")?.value === other.session && body?.id === other.id;
  play.facts.set("other session unchanged", isSame);
  play.facts.set(
    "sessions opened",
    play.recorded.flatMap(({ answer }) => answer.setCookies).filter((it) => it.startsWith("session=")),
  );
}

async function registerWithoutMailServer(play: Play): Promise<void> {
  const peer = await startSmtpPeer();
  peer.refuseWith(451);
  const settings = { MAIL_TRANSPORT: "smtp", SMTP_URL: peer.url, VERIFICATION_FROM_EMAIL: "accounts@example.org" };
  const app = await startOwnApp(settings);
  try {
    const person = newPerson();
    const answer = await timed(signUp(clientOf(app), person));
    play.recorded.push({ label: "POST", answer, changed: [], mails: [] });
    peer.refuseWith(null);
    play.facts.set("delivered later", (await peer.take(person.email)).recipients.length);
  } finally {
    await app.dispose();
    await peer.close();
  }
}

/** From fifty addresses, as one of them may not sign up so often. */
async function floodByAliases(play: Play): Promise<void> {
  play.world = await play.stages.rich();
  await forgetCounters(play.world);
  const { email } = newPerson();
  await observe(play, "POST", async () => {
    const aliases = Array.from({ length: 50 }, (_, index) => email.replace("@", `+${index}@`));
    const answers = [];
    for (const [index, alias] of aliases.entries()) {
      const headers = { "x-forwarded-for": `198.51.100.${index}` };
      const body = registration(newPerson({ email: alias }));
      answers.push(await clientOf(play.world.app).post(register, body, { headers }));
    }
    for (const answer of answers) demand(answer, 201);
    return timed(Promise.resolve(answers.at(-1) ?? Promise.reject(new Error("no answer"))));
  });
}

async function floodByResets(play: Play): Promise<void> {
  play.world = await play.stages.limited();
  await forgetCounters(play.world);
  const known = play.world.seeds.user_a.person.email;
  const ask = (login: string) => clientOf(play.world.app).post(reset, { login });
  const unknown = newPerson().email;
  const answers: string[][] = [[], []];
  await observe(play, "POST", async () => {
    for (let count = 0; count < 10; count += 1) {
      for (const [side, login] of [known, unknown].entries()) answers[side]?.push(String((await ask(login)).status));
    }
    return timed(ask(known));
  });
  play.facts.set(
    "answers for known and unknown",
    answers.map((some) => some.join(" ")),
  );
}
