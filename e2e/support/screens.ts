import { expect, type Page } from "playwright/test";
import { linkIn, type Mailbox } from "./mailbox.ts";
import type { Person } from "./people.ts";

/** Fills and sends the form of /register. */
export async function registerOn(page: Page, { username, email, password }: Person): Promise<void> {
  await page.goto("/register");
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await fillAgain(page, "Password again", password);
  await page.getByRole("button", { name: "Create account" }).click();
}

/** The confirmation of a password is asked for only where no script lets one look at what was typed. */
export async function fillAgain(page: Page, label: string, password: string): Promise<void> {
  const again = page.getByLabel(label);
  if ((await again.count()) > 0) await again.fill(password);
}

/** Signs up on the screens and returns the link from the mail. */
export async function signUpOn(page: Page, mailbox: Mailbox, person: Person): Promise<string> {
  await registerOn(page, person);
  await expectHeading(page, "Check your inbox.");
  return linkIn(await mailbox.take(person.email)).href;
}

/** Logs in on the screens; where that leads is the caller's to expect. */
export async function logInOn(page: Page, { username, password }: Person): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("Username or email address").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

/** The page says this as its one main heading. */
export async function expectHeading(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}
