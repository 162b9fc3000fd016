import { clientOf } from "#e2e/support/api.ts";
import { look } from "#e2e/support/look.ts";
import { mailQueueIsDone } from "#e2e/support/mailbox.ts";
import { newPerson, type Person, registration, signUp } from "#e2e/support/people.ts";
import { goThrough } from "#e2e/support/social.ts";
import { fillForm, pageScene, type Scene, type SceneParts, sendForm } from "./scene.ts";

/** The pages before login. */
export const publicScenes: readonly Scene[] = [
  pageScene("start", "/"),
  pageScene("register", "/register"),
  { name: "register-faults", page: "/register", play: registerWithFaults, isPassing: true },
  { name: "register-filled", page: "/register", play: ({ page }) => fillRegister(page, newPerson()), isPassing: true },
  { name: "register-offline", page: "/register", play: registerOffline, needsScript: true, isPassing: true },
  { name: "register-throttled", page: "/register", play: registerThrottled, needsScript: true, isPassing: true },
  { name: "inbox-sent", page: "/register/complete", play: (parts) => showWaiting(parts, "sent") },
  { name: "inbox-queued", page: "/register/complete", play: (parts) => showWaiting(parts, "queued") },
  { name: "inbox-refused", page: "/register/complete", play: (parts) => showWaiting(parts, "refused") },
  pageScene("inbox-unknown", "/register/complete"),
  {
    name: "register-closed",
    page: "/register/closed",
    play: ({ page, closed }) => page.goto(`${closed.url}/register`),
  },
  pageScene("login", "/login"),
  { name: "login-refused", page: "/login", play: refusedLogin, isPassing: true },
  pageScene("login-confirmed", "/login?notice=confirmed"),
  { name: "login-social", page: "/login", play: ({ page, social }) => page.goto(`${social.app.url}/login`) },
  { name: "login-leaving", page: "/login/continue", play: leaveForService, isPassing: true },
  { name: "register-social", page: "/register/social", play: comeFromService },
  pageScene("logout-nobody", "/logout"),
  pageScene("forgot", "/forgot-password"),
  { name: "forgot-asked", page: "/forgot-password", play: askForReset, isPassing: true },
  { name: "nothing-here", page: "/_not-found", play: ({ page }) => page.goto("/nothing-here") },
  { name: "fault", page: "/_global-error", play: showFault, isPassing: true },
  { ...pageScene("api-docs", "/api/docs"), isEnglish: true },
  { ...pageScene("dev-inbox", "/dev/inbox"), isEnglish: true },
  { name: "dev-inbox-mail", page: "/dev/inbox/[id]", play: openCapturedMail, isEnglish: true },
];

async function fillRegister(page: SceneParts["page"], person: Person): Promise<void> {
  await page.goto("/register");
  await fillForm(page, "register", { ...person, password_confirm: person.password });
}

async function registerWithFaults({ page }: SceneParts): Promise<void> {
  await fillRegister(page, newPerson({ username: "ada@home", email: "ada@nowhere", password: "1234567" }));
  await sendForm(page, "register");
  await page.locator("[aria-invalid]").first().waitFor();
}

async function registerOffline({ page }: SceneParts): Promise<void> {
  await fillRegister(page, newPerson());
  await page.route("**/api/**", (route) => route.abort());
  await sendForm(page, "register");
  await page.locator("form#register [role=alert]").waitFor();
}

async function registerThrottled({ page }: SceneParts): Promise<void> {
  await fillRegister(page, newPerson());
  const body = JSON.stringify({ detail: "Request was throttled.", code: "throttled" });
  await page.route("**/api/**", (route) => route.fulfill({ status: 429, headers: { "retry-after": "180" }, body }));
  await sendForm(page, "register");
  await page.locator("form#register [role=alert]").waitFor();
}

async function showWaiting({ page, place }: SceneParts, mail: "sent" | "queued" | "refused"): Promise<void> {
  const answer = await page.request.post("/api/v1/accounts/register/", { data: registration(newPerson()) });
  await mailQueueIsDone(place);
  const { id } = await answer.json();
  await look(place, "UPDATE users SET verification_mail = $2::mail_state WHERE id = $1::uuid", [id, mail]);
  await page.goto("/register/complete");
}

async function refusedLogin({ page }: SceneParts): Promise<void> {
  await page.goto("/login");
  await fillForm(page, "login", { login: "ada", password: "not-the-right-one" });
  await sendForm(page, "login");
  await page.locator("form#login [role=alert]").waitFor();
}

async function askForReset({ page }: SceneParts): Promise<void> {
  await page.goto("/forgot-password");
  await fillForm(page, "send-reset-password-link", { login: "ada" });
  await sendForm(page, "send-reset-password-link");
  await page.locator("form#send-reset-password-link").waitFor({ state: "detached" });
}

/** What leads on by itself is kept from it. */
async function leaveForService({ page, social }: SceneParts): Promise<void> {
  await page.route(`${social.peer.url}/**`, (route) => route.fulfill({ status: 204 }));
  await page.goto(`${social.app.url}/login`);
  await page.locator('form:has([value="acme"]) button').click();
  await page.waitForURL("**/login/continue");
}

async function comeFromService({ page, social }: SceneParts): Promise<void> {
  const client = clientOf(social.app);
  await goThrough(client, "acme", social.newAccount().sub);
  const cookies = (client.cookies.header() ?? "").split("; ").map((pair) => pair.split(/=(.*)/s));
  const url = social.app.url;
  await page.context().addCookies(cookies.map(([name = "", value = ""]) => ({ name, value, url })));
  await page.goto(`${url}/register/social`);
}

async function openCapturedMail({ page, place, mailbox }: SceneParts): Promise<void> {
  const person = newPerson();
  await signUp(clientOf(place), person);
  await page.goto(`/dev/inbox/${(await mailbox.take(person.email)).id}`);
}

async function showFault({ page, closed }: SceneParts): Promise<void> {
  await look(closed, "ALTER TABLE users RENAME TO gone");
  await page.context().addCookies([{ name: "reg", value: "x".repeat(43), url: closed.url }]);
  await page.goto(`${closed.url}/register/complete`);
  await look(closed, "ALTER TABLE gone RENAME TO users");
}
