import { expect } from "playwright/test";
import { test } from "#e2e/support/fixtures.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { expectHeading, logInOn, registerOn } from "#e2e/support/screens.ts";

test("somebody signs up, confirms and logs in", async ({ page, mailbox, person }) => {
  await registerOn(page, person);
  await expectHeading(page, "Check your inbox.");
  await page.goto(linkIn(await mailbox.take(person.email)).href);
  await expectHeading(page, "Your address is confirmed.");
  await logInOn(page, person);
  await expect(page).toHaveURL("/account");
});

test("after eleven minutes a new address asks for the password", async ({ loggedIn, clock }) => {
  const { page, person, id } = loggedIn;
  await clock.ageSessions(id, 11 * 60);
  await page.goto("/account/email");
  await page.getByLabel("New email address").fill(`new.${person.email}`);
  await page.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByRole("heading", { name: "It has been a while." })).toBeVisible();
});

test("a link to a new password works for a day", async ({ loggedIn, clock }) => {
  const { page, id } = loggedIn;
  await page.goto(await clock.agedLink(id, "reset-password", 86_410));
  await expectHeading(page, "This link has expired.");
});
