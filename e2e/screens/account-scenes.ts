import { clientOf } from "#e2e/support/api.ts";
import type { CookieJar } from "#e2e/support/cookie-jar.ts";
import { look } from "#e2e/support/look.ts";
import { loggedInPerson, logIn, newPerson } from "#e2e/support/people.ts";
import { fillForm, type Scene, type SceneParts, sendForm } from "./scene.ts";

/** The pages behind login. */
export const accountScenes: readonly Scene[] = [
  ownScene("account", ""),
  ownScene("profile", "/profile"),
  { name: "profile-saved", page: "/account/profile", play: saveProfile, isPassing: true },
  ownScene("email", "/email"),
  { name: "email-pending", page: "/account/email", play: changeEmail },
  ownScene("password", "/password"),
  { name: "password-refused", page: "/account/password", play: changePasswordWrongly, isPassing: true },
  { name: "sessions", page: "/account/sessions", play: showSessions },
  ownScene("history", "/history"),
  ownScene("delete", "/delete"),
  { name: "step-up", page: "/account/email", play: askAgain, isPassing: true },
  { name: "connections", page: "/account/connections", play: showConnections },
  { name: "logout", page: "/logout", play: (parts) => openOwn(parts, "/logout") },
];

function ownScene(name: string, path: string): Scene {
  return { name, page: `/account${path}`, play: (parts) => openOwn(parts, `/account${path}`) };
}

async function takeOver({ page }: SceneParts, url: string, cookies: CookieJar): Promise<void> {
  await page.context().addCookies([{ name: "session", value: cookies.get("session")?.value ?? "", url }]);
}

async function openOwn(parts: SceneParts, path: string) {
  const own = await loggedInPerson(parts.place, parts.mailbox);
  await takeOver(parts, parts.place.url, own.client.cookies);
  await parts.page.goto(path);
  return own;
}

async function saveProfile(parts: SceneParts): Promise<void> {
  await openOwn(parts, "/account/profile");
  await fillForm(parts.page, "profile", { first_name: "Ada", last_name: "Lovelace" });
  await sendForm(parts.page, "profile");
  await parts.page.locator("form#profile [role=status]").waitFor();
}

async function changeEmail(parts: SceneParts): Promise<void> {
  await openOwn(parts, "/account/email");
  await fillForm(parts.page, "register-email", { email: newPerson().email });
  await sendForm(parts.page, "register-email");
  await parts.page.locator("form#register-email-again").waitFor();
}

async function changePasswordWrongly(parts: SceneParts): Promise<void> {
  await openOwn(parts, "/account/password");
  const password = "a-harbour-at-night";
  const values = { old_password: "not-the-right-one", password, password_confirm: password };
  await fillForm(parts.page, "change-password", values);
  await sendForm(parts.page, "change-password");
  await parts.page.locator("[aria-invalid]").first().waitFor();
}

async function showSessions(parts: SceneParts): Promise<void> {
  const { person } = await openOwn(parts, "/account");
  for (let index = 0; index < 2; index += 1) await logIn(clientOf(parts.place), person);
  await parts.page.goto("/account/sessions");
}

async function askAgain(parts: SceneParts): Promise<void> {
  const { id } = await openOwn(parts, "/account/email");
  const sql = "UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = $1::uuid";
  await look(parts.place, sql, [id]);
  await fillForm(parts.page, "register-email", { email: newPerson().email });
  await sendForm(parts.page, "register-email");
  await parts.page.locator("form#reauthenticate").waitFor();
}

async function showConnections(parts: SceneParts): Promise<void> {
  const { client } = await parts.social.socialPerson();
  await takeOver(parts, parts.social.app.url, client.cookies);
  await parts.page.goto(`${parts.social.app.url}/account/connections`);
}
