import { signedLink } from "#e2e/support/links.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { activePerson, pendingPerson } from "#e2e/support/people.ts";
import { fillForm, pageScene, type Scene, type SceneParts, sendForm } from "./scene.ts";

/** The pages that mails lead to, in every state a link can have. */
export const linkScenes: readonly Scene[] = [
  { name: "verify-elsewhere", play: openElsewhere },
  { name: "verify-wrong-password", play: proveWrongly },
  { name: "verify-done", play: confirm },
  { name: "verify-used", play: openUsed },
  { name: "verify-expired", play: openExpired },
  pageScene("verify-damaged", "/verify-user?user_id=7"),
  pageScene("verify-missing", "/verify-user"),
  { name: "reset", play: openReset },
  pageScene("reset-missing", "/reset-password"),
  { name: "reset-done", play: resetPassword },
  pageScene("new-address-missing", "/verify-email"),
  { name: "undo", play: openUndo },
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

async function openUndo({ page, place, mailbox }: SceneParts): Promise<void> {
  const { id, person } = await activePerson(place, mailbox);
  const fields = await signedLink(place, id, { purpose: "email-undo", email: person.email, state: "1" });
  await page.goto(`/undo-email-change?${new URLSearchParams(fields)}`);
}
