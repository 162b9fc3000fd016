import { expect, type Page } from "playwright/test";
import { test } from "#e2e/support/fixtures.ts";
import { newPerson } from "#e2e/support/people.ts";
import { expectHeading } from "#e2e/support/screens.ts";

/** Presses Tab until the focus is on a control of this name, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page
    .getByLabel(name, { exact: true })
    .or(page.getByRole("button", { name }))
    .or(page.getByRole("link", { name }));
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluateAll((found) => found.some((element) => element === document.activeElement))) return;
  }
  throw new Error(`Tab never came to ${name}`);
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

test("nothing is cut off or runs out at 400 percent, in forced colours and without motion", async ({
  page,
  loggedIn,
}) => {
  // 1280 pixels at 400 % are 320 (WCAG 1.4.10).
  await page.setViewportSize({ width: 320, height: 256 });
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  for (const path of ["/register", "/login", "/account", "/account/sessions", "/account/email", "/account/history"]) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
  }
  await page.goto("/account/password");
  const button = page.getByRole("button", { name: "Change password" });
  await expect(button).not.toHaveCSS("border-top-width", "0px");
  await expect(button).toHaveCSS("transition-duration", /^0s(?:, 0s)*$/);
  expect(loggedIn.person.username).not.toBe("");
});
