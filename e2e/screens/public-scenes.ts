import { look } from "#e2e/support/look.ts";
import { mailQueueIsDone } from "#e2e/support/mailbox.ts";
import { newPerson, type Person, pendingPerson, registration } from "#e2e/support/people.ts";
import { fillForm, pageScene, type Scene, type SceneParts, sendForm } from "./scene.ts";

/** The pages before login. */
export const publicScenes: readonly Scene[] = [
  pageScene("start", "/"),
  pageScene("register", "/register"),
  { name: "register-faults", play: registerWithFaults },
  { name: "register-filled", play: ({ page }) => fillRegister(page, newPerson()) },
  { name: "register-offline", play: registerOffline, needsScript: true },
  { name: "register-throttled", play: registerThrottled, needsScript: true },
  { name: "inbox-sent", play: (parts) => showWaiting(parts, "sent") },
  { name: "inbox-queued", play: (parts) => showWaiting(parts, "queued") },
  { name: "inbox-refused", play: (parts) => showWaiting(parts, "refused") },
  pageScene("inbox-unknown", "/register/complete"),
  { name: "register-closed", play: ({ page, closed }) => page.goto(`${closed.url}/register`) },
  pageScene("login", "/login"),
  { name: "login-refused", play: refusedLogin },
  pageScene("login-confirmed", "/login?notice=confirmed"),
  { name: "login-social", play: ({ page, social }) => page.goto(`${social.app.url}/login`) },
  pageScene("logout-nobody", "/logout"),
  pageScene("forgot", "/forgot-password"),
  { name: "forgot-asked", play: askForReset },
  pageScene("nothing-here", "/nothing-here"),
  { name: "fault", play: showFault },
  pageScene("api-docs", "/api/docs"),
  pageScene("dev-inbox", "/dev/inbox"),
  { name: "dev-mail", play: openMail },
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

async function openMail({ page, place, mailbox }: SceneParts): Promise<void> {
  await pendingPerson(place, mailbox);
  await page.goto("/dev/inbox");
  await page.locator("main a").first().click();
  await page.locator("iframe").waitFor();
}

async function showFault({ page, closed }: SceneParts): Promise<void> {
  await look(closed, "ALTER TABLE users RENAME TO gone");
  await page.context().addCookies([{ name: "reg", value: "x".repeat(43), url: closed.url }]);
  await page.goto(`${closed.url}/register/complete`);
  await look(closed, "ALTER TABLE gone RENAME TO users");
}
