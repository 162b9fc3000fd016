import { expect } from "playwright/test";
import { clientOf } from "#e2e/support/api.ts";
import { test } from "#e2e/support/fixtures.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, logIn, newPerson } from "#e2e/support/people.ts";
import { expectHeading, fillAgain, logInOn } from "#e2e/support/screens.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });
    test.beforeEach(({ watch }) => watch.allow(/request failed: .*\/_next\/static\/.*\.js csp/));

    test("a forgotten password is replaced by mail, and every device is logged out", async ({
      page,
      place,
      mailbox,
    }) => {
      const { person, client } = await loggedInPerson(place, mailbox);
      const password = newPerson().password;
      await page.goto("/login");
      await page.getByRole("link", { name: "Forgot your password?" }).click();
      await page.getByLabel("Username or email address").fill(person.email);
      await page.getByRole("button", { name: "Send the link" }).click();
      await expectHeading(page, "Check your inbox.");
      await page.goto(linkIn(await mailbox.take(person.email)).href);
      await page.getByLabel("New password", { exact: true }).fill(password);
      await fillAgain(page, "New password again", password);
      await page.getByRole("button", { name: "Set password" }).click();
      await expect(page.getByText("Your password is changed.")).toBeVisible();
      expect((await client.get("/api/v1/accounts/profile/")).status).toBe(401);
      await logInOn(page, { ...person, password });
      await expect(page).toHaveURL("/account");
    });
  });
}

test("asking for a reset looks the same for somebody nobody knows", async ({ page, person }) => {
  await page.goto("/forgot-password");
  await page.getByLabel("Username or email address").fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expectHeading(page, "Check your inbox.");
});

test("an address is changed from the account, confirmed in the new mailbox, and undone from the old one", async ({
  page,
  place,
  mailbox,
}) => {
  const { person } = await activePerson(place, mailbox);
  const { email } = newPerson();
  await logInOn(page, person);
  await expect(page).toHaveURL("/account");
  await page.goto("/account/email");
  await page.getByLabel("New email address").fill(email);
  await page.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByText(email)).toBeVisible();
  expect((await mailbox.take(person.email)).text).toContain(email);
  await page.goto(linkIn(await mailbox.take(email)).href);
  await expectHeading(page, "Your new address is confirmed.");
  const undo = linkIn(await mailbox.take(person.email));
  expect((await logIn(clientOf(place), { ...person, username: email })).status).toBe(200);
  await page.goto(undo.href);
  await page.getByLabel("The old email address, in full").fill(person.email);
  await page.getByRole("button", { name: "Take the change back" }).click();
  await expectHeading(page, "Your old address is back.");
});
