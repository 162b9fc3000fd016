import { expect, type Locator, type Page } from "playwright/test";
import { clientOf } from "#e2e/support/api.ts";
import { test } from "#e2e/support/fixtures.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { logIn, newPerson, pendingPerson } from "#e2e/support/people.ts";
import { expectHeading, logInOn } from "#e2e/support/screens.ts";

/** Presses Tab until the focus is on a control of this name, as somebody without a mouse does. */
function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const named = page.getByLabel(name, { exact: true });
  return tabToOne(page, named.or(page.getByRole("button", { name })).or(page.getByRole("link", { name })));
}

async function tabToOne(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluateAll((found) => found.some((element) => element === document.activeElement))) return;
  }
  throw new Error(`Tab never came to ${wanted}`);
}

async function typeInto(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabToOne(page, page.locator("input").and(page.getByLabel(name, { exact: true })));
  await page.keyboard.type(text);
}

test("somebody without a mouse signs up, and the list of faults leads to each field", async ({ page, person }) => {
  await page.goto("/register");
  await tabTo(page, "Username");
  await page.keyboard.type(person.username);
  await tabTo(page, "Email address");
  await page.keyboard.type("kim@nowhere");
  await tabTo(page, "Password");
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  const summary = page.getByRole("alert").filter({ hasText: "There is 1 thing to put right" });
  await expect(summary).toBeFocused();
  await tabTo(page, /^Email address: /);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Email address")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(person.email);
  await tabTo(page, "Create account");
  await page.keyboard.press("Enter");
  await expectHeading(page, "Check your inbox.");
  await tabTo(page, /Light/);
});

test("somebody without a mouse logs in, skips to the content, and logs out", async ({ page, loggedIn }) => {
  await page.context().clearCookies();
  await page.goto("/login");
  await tabTo(page, "Username or email address");
  await page.keyboard.type(loggedIn.person.username);
  await tabTo(page, "Password");
  await page.keyboard.type(loggedIn.person.password);
  await page.keyboard.press("Enter");
  await expectHeading(page, "Your account");
  await tabTo(page, "Skip to the content");
  await page.keyboard.press("Enter");
  await tabTo(page, /^Profile/);
  await page.keyboard.press("Enter");
  await expectHeading(page, "Profile");
  await tabTo(page, "Log out");
  await page.keyboard.press("Enter");
  await expect(page.getByText("You are logged out.")).toBeVisible();
});

test("somebody without a mouse confirms in another browser, sets a new password by mail, and deletes the account", async ({
  page,
  place,
  mailbox,
}) => {
  const { person, link } = await pendingPerson(place, mailbox);
  await page.goto(link.href);
  await typeInto(page, "Password you chose", person.password);
  await page.keyboard.press("Enter");
  await expectHeading(page, "Your address is confirmed.");
  await page.goto("/forgot-password");
  await typeInto(page, "Username or email address", person.username);
  await page.keyboard.press("Enter");
  await expectHeading(page, "Check your inbox.");
  await page.goto(linkIn(await mailbox.take(person.email)).href);
  const { password } = newPerson();
  await typeInto(page, "New password", password);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await logInOn(page, { ...person, password });
  await expectHeading(page, "Your account");
  await page.goto("/account/delete");
  await typeInto(page, "Password", password);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Your account is deleted.")).toBeVisible();
});

test("somebody without a mouse changes the address, takes it back, and chooses language and colours", async ({
  loggedIn: { page, person },
  mailbox,
}) => {
  const { email } = newPerson();
  await page.goto("/account/email");
  await typeInto(page, "New email address", email);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`We sent a link to ${email}.`)).toBeVisible();
  await mailbox.take(person.email);
  await page.goto(linkIn(await mailbox.take(email)).href);
  await expectHeading(page, "Your new address is confirmed.");
  await page.goto(linkIn(await mailbox.take(person.email)).href);
  await typeInto(page, "The old email address, in full", person.email);
  await page.keyboard.press("Enter");
  await expectHeading(page, "Your old address is back.");
  await tabTo(page, "Dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await tabTo(page, /^Language/);
  await page.keyboard.press("Enter");
  await tabTo(page, "Deutsch");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
});

test("somebody without a mouse changes the profile, logs out elsewhere, and changes the password", async ({
  loggedIn: { page, person },
  place,
}) => {
  await logIn(clientOf(place), person);
  await page.goto("/account/profile");
  await typeInto(page, /^First name/, "Ada");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Your profile is saved." })).toBeFocused();
  await page.goto("/account/sessions");
  await tabTo(page, "Log out everywhere else");
  await page.keyboard.press("Enter");
  await expect(page.getByText("You are logged in nowhere else.")).toBeVisible();
  const { password } = newPerson();
  await page.goto("/account/password");
  await typeInto(page, "Current password", person.password);
  await typeInto(page, "New password", password);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Your password is changed.").first()).toBeVisible();
});

test("a screen reader hears names, roles and states", async ({ page }) => {
  await page.goto("/register");
  await page.getByLabel("Username").fill("ada");
  await page.getByLabel("Email address").fill("ada@nowhere");
  await page.getByLabel("Password", { exact: true }).fill(newPerson().password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "put right" })).toBeVisible();
  await expect(page.locator("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Create your account" [level=1]
      - paragraph: We send a mail to confirm your address.
      - alert:
        - heading "There is 1 thing to put right" [level=2]
        - list:
          - listitem:
            - 'link "Email address: Enter a valid email address."'
      - text: Username
      - textbox "Username": ada
      - text: Email address
      - textbox "Email address": ada@nowhere
      - paragraph: Enter a valid email address.
      - text: Password
      - paragraph: At least 8 characters; a few words work well.
      - textbox "Password"
      - button "Show password"
      - list "What it needs"
      - status
      - button "Create account"
      - paragraph:
        - text: Have an account?
        - link "Log in"
  `);
});
