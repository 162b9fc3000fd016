import { expect } from "playwright/test";
import { test } from "#e2e/support/fixtures.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { newPerson } from "#e2e/support/people.ts";
import { expectHeading, logInOn, registerOn, signUpOn } from "#e2e/support/screens.ts";

test("a visitor signs up, confirms by one click, logs in, and logs out", async ({ page, mailbox, person }) => {
  const link = await signUpOn(page, mailbox, person);
  await expect(page.getByText(person.email)).toBeVisible();
  await page.goto(link);
  await expectHeading(page, "Your address is confirmed.");
  await logInOn(page, person);
  await expect(page).toHaveURL("/account");
  await expect(page.getByText(`You are logged in as ${person.username}.`)).toBeVisible();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/login/);
});

test("the waiting page goes on to the login by itself when the address is confirmed elsewhere, and into no session", async ({
  page,
  foreignPage,
  mailbox,
  person,
}) => {
  const link = await signUpOn(page, mailbox, person);
  await foreignPage.goto(link);
  await foreignPage.getByLabel("Password you chose").fill(person.password);
  await foreignPage.getByRole("button", { name: "Confirm address" }).click();
  await expect(page).toHaveURL("/login?notice=confirmed");
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
  await page.goto("/account");
  await expectHeading(page, "Log in");
});

test("a waiting page that cannot reach the server says so, and goes on by itself when it can", async ({
  page,
  mailbox,
  person,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await signUpOn(page, mailbox, person);
  await page.context().setOffline(true);
  await expect(page.getByText(/We can't reach the server just now\./)).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole("status").filter({ hasText: "Your mail has left." })).toBeVisible();
});

test("a form that cannot reach the server loses nothing, and sends itself when it can", async ({
  page,
  person,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.goto("/register", { waitUntil: "networkidle" });
  await page.getByLabel("Username").fill(person.username);
  await page.getByLabel("Email address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(/We can't reach the server\. Nothing you typed is lost/)).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveValue(person.username);
  await page.context().setOffline(false);
  await expectHeading(page, "Check your inbox.");
});

test("a mistyped address is put right from the waiting page", async ({ page, mailbox, person }) => {
  await signUpOn(page, mailbox, person);
  const right = newPerson().email;
  await page.getByText("Wrong address? Change it").click();
  await page.getByLabel("Right email address").fill(right);
  await page.getByRole("button", { name: "Change address and send again" }).click();
  await expect(page.getByText(right)).toBeVisible();
  await page.goto(linkIn(await mailbox.take(right)).href);
  await expectHeading(page, "Your address is confirmed.");
});

test("faults are told at their fields and in a summary that takes the focus; what was typed stays", async ({
  page,
  person,
}) => {
  await registerOn(page, { ...person, email: "kim@nowhere", password: "12345678" });
  const email = page.getByLabel("Email address");
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(email).toHaveAccessibleDescription(/Enter a valid email address\./);
  await expect(page.getByLabel("Username")).toHaveValue(person.username);
  await expect(page.getByRole("alert").filter({ hasText: /things? to put right/ })).toBeFocused();
  await expect(page).toHaveURL("/register");
});

test("a taken username is told, and the form can be sent again", async ({ page, foreignPage, mailbox, person }) => {
  await signUpOn(foreignPage, mailbox, person);
  const other = newPerson({ username: person.username });
  await registerOn(page, other);
  await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/A user with that username already exists\./);
  await page.getByLabel("Username").fill(newPerson().username);
  await page.getByLabel("Password", { exact: true }).fill(other.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expectHeading(page, "Check your inbox.");
});

test("a password can be shown and hidden", async ({ page }) => {
  await page.goto("/register");
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show password" }).first().click();
  await expect(password).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide password" }).first().click();
  await expect(password).toHaveAttribute("type", "password");
});
