import { signedActivationKey } from "#e2e/support/activation-keys.ts";
import { fieldsOf, signedLink } from "#e2e/support/links.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, newPerson, pendingPerson } from "#e2e/support/people.ts";
import { fillForm, pageScene, type Scene, type SceneParts, sendForm } from "./scene.ts";

/** The pages that mails lead to, in every state a link can have. */
export const linkScenes: readonly Scene[] = [
  { name: "verify-elsewhere", page: "/verify-user", play: openElsewhere },
  { name: "verify-wrong-password", page: "/verify-user", play: proveWrongly, isPassing: true },
  { name: "verify-done", page: "/verify-user", play: confirm, isPassing: true },
  { name: "verify-used", page: "/verify-user", play: openUsed },
  { name: "verify-expired", page: "/verify-user", play: openExpired },
  pageScene("verify-damaged", "/verify-user?user_id=7"),
  pageScene("verify-missing", "/verify-user"),
  { name: "reset", page: "/reset-password", play: openReset },
  pageScene("reset-missing", "/reset-password"),
  { name: "reset-done", page: "/reset-password", play: resetPassword, isPassing: true },
  pageScene("new-address-missing", "/verify-email"),
  { name: "new-address", page: "/verify-email", play: openNewAddress },
  { name: "undo", page: "/undo-email-change", play: openUndo },
  pageScene("undo-missing", "/undo-email-change"),
  { name: "undo-done", page: "/undo-email-change", play: undo, isPassing: true },
  { name: "activate", page: "/activate/[key]", play: openActivation },
  pageScene("activate-missing", "/activate"),
  pageScene("activate-done", "/activate/complete"),
];

async function openElsewhere({ page, place, mailbox }: SceneParts) {
  const pending = await pendingPerson(place, mailbox);
  await page.goto(pending.link.href);
  return pending;
}

async function proveWrongly(parts: SceneParts): Promise<void> {
  await openElsewhere(parts);
  await fillForm(parts.page, "verify-registration", { password: "not-the-right-one" });
  await sendForm(parts.page, "verify-registration");
  await parts.page.locator("form#verify-registration [role=alert]").waitFor();
}

async function confirm(parts: SceneParts): Promise<void> {
  const { person } = await openElsewhere(parts);
  await fillForm(parts.page, "verify-registration", { password: person.password });
  await sendForm(parts.page, "verify-registration");
  await parts.page.locator("form#verify-registration").waitFor({ state: "detached" });
}

async function openUsed({ page, place, mailbox }: SceneParts): Promise<void> {
  await page.goto((await activePerson(place, mailbox)).link.href);
}

async function openExpired({ page, place, mailbox }: SceneParts): Promise<void> {
  const { id } = await pendingPerson(place, mailbox);
  const fields = await signedLink(place, id, { ageSeconds: 8 * 86_400 });
  await page.goto(`/verify-user?${new URLSearchParams(fields)}`);
}

async function openReset({ page, place, mailbox }: SceneParts): Promise<void> {
  const { person, client } = await activePerson(place, mailbox);
  await client.post("/api/v1/accounts/send-reset-password-link/", { login: person.username });
  await page.goto(linkIn(await mailbox.take(person.email)).href);
}

async function resetPassword(parts: SceneParts): Promise<void> {
  await openReset(parts);
  const password = "a-harbour-at-night";
  await fillForm(parts.page, "reset-password", { password, password_confirm: password });
  await sendForm(parts.page, "reset-password");
  await parts.page.locator("form#reset-password").waitFor({ state: "detached" });
}

async function askForNewAddress({ place, mailbox }: SceneParts) {
  const { client, person } = await loggedInPerson(place, mailbox);
  const { email } = newPerson();
  await client.post("/api/v1/accounts/register-email/", { email });
  await mailbox.take(person.email);
  return { client, old: person.email, link: linkIn(await mailbox.take(email)) };
}

async function openNewAddress(parts: SceneParts): Promise<void> {
  await parts.page.goto((await askForNewAddress(parts)).link.href);
}

async function openUndo(parts: SceneParts): Promise<string> {
  const { client, old, link } = await askForNewAddress(parts);
  await client.post("/api/v1/accounts/verify-email/", fieldsOf(link));
  await parts.page.goto(linkIn(await parts.mailbox.take(old)).href);
  return old;
}

async function undo(parts: SceneParts): Promise<void> {
  const email = await openUndo(parts);
  await fillForm(parts.page, "undo-email-change", { email });
  await sendForm(parts.page, "undo-email-change");
  await parts.page.locator("form#undo-email-change").waitFor({ state: "detached" });
}

async function openActivation({ page, place, mailbox }: SceneParts): Promise<void> {
  const { id } = await pendingPerson(place, mailbox);
  await page.goto(`/activate/${await signedActivationKey(place, id)}`);
}
