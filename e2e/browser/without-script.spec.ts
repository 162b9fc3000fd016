import { expect } from "playwright/test";
import { test } from "#e2e/support/fixtures.ts";
import { pendingPerson } from "#e2e/support/people.ts";
import { expectHeading, logInOn, registerOn, signUpOn } from "#e2e/support/screens.ts";

test.use({ javaScriptEnabled: false });

// Chromium without script forgets the nonce of a preload; nothing is lost, as no script would run anyway.
test.beforeEach(({ watch }) => watch.allow(/request failed: .*\/_next\/static\/.*\.js csp/));

test("the whole way works: sign up, confirm by one press, log in, log out", async ({ page, mailbox, person }) => {
  const link = await signUpOn(page, mailbox, person);
  await expect(page).toHaveURL("/register/complete");
  await page.goto(link);
  await expectHeading(page, "Confirm your address");
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expectHeading(page, "Your address is confirmed.");
  await logInOn(page, person);
  await expect(page).toHaveURL("/account");
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page).toHaveURL(/\/login/);
});

test("faults stand at their fields; what was typed stays, but for the passwords", async ({ page, person }) => {
  await registerOn(page, { ...person, password: "12345678" });
  await expect(page).toHaveURL("/register");
  await expect(page.getByLabel("Username")).toHaveValue(person.username);
  await expect(page.getByLabel("Email address")).toHaveValue(person.email);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/This password/);
});

test("a refused login says so, and nothing more", async ({ page, person }) => {
  await logInOn(page, person);
  await expect(page.getByText("That name or password is not right.")).toBeVisible();
  await expect(page.getByLabel("Username or email address")).toHaveValue(person.username);
});

test("in another browser the password chosen at sign-up confirms", async ({ page, place, mailbox }) => {
  const { person, link } = await pendingPerson(place, mailbox);
  await page.goto(link.href);
  await expectHeading(page, "One more step.");
  await page.getByLabel("Password you chose").fill("quiet-harbour-wrong");
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("That is not the password chosen at sign-up.")).toBeVisible();
  await page.getByLabel("Password you chose").fill(person.password);
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expectHeading(page, "Your address is confirmed.");
});
