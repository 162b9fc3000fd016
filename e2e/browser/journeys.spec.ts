import { expect, type Page } from "playwright/test";
import { fillForm, sendForm } from "#e2e/screens/scene.ts";
import { test } from "#e2e/support/fixtures.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { newPerson } from "#e2e/support/people.ts";
import { directionOf } from "#lib/i18n/locales.ts";

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };

/**
 * The other specs go every way in English by day, on both sizes, with and without script. With these three, every two of size,
 * colours, script and direction of writing have met.
 */
const settings = [
  { locale: "ar", colorScheme: "light", javaScriptEnabled: false, viewport: phone },
  { locale: "ar", colorScheme: "dark", javaScriptEnabled: true, viewport: desktop },
  { locale: "ja", colorScheme: "dark", javaScriptEnabled: false, viewport: phone },
] as const;

/** Fills and sends a form, whatever language its labels are in, and waits until it has gone through. */
async function goThrough(page: Page, form: string, values: Readonly<Record<string, string>> = {}): Promise<void> {
  await fillForm(page, form, values);
  await sendForm(page, form);
  await expect(page.locator(`form#${form}`)).toHaveCount(0);
}

for (const { locale, colorScheme, javaScriptEnabled, viewport } of settings) {
  const where = `${viewport === phone ? "a phone" : "a desktop"}, ${colorScheme}, with${javaScriptEnabled ? "" : "out"} script`;

  test.describe(`in ${locale} on ${where}`, () => {
    test.use({ locale, colorScheme, javaScriptEnabled, viewport });
    // Chromium without script forgets the nonce of a preload; nothing is lost, as no script would run anyway.
    test.beforeEach(({ watch }) => watch.allow(/request failed: .*\/_next\/static\/.*\.js csp/));

    test("somebody signs up, changes the address, loses the password and gets back", async ({
      page,
      mailbox,
      person,
    }) => {
      await page.goto("/register");
      await expect(page.locator("html")).toHaveAttribute("dir", directionOf(locale));
      await expect(page.locator("body")).toHaveCSS(
        "background-color",
        colorScheme === "dark" ? "rgb(18, 20, 18)" : "rgb(246, 245, 242)",
      );
      await goThrough(page, "register", { ...person, password_confirm: person.password });
      await expect(page).toHaveURL("/register/complete");
      await page.goto(linkIn(await mailbox.take(person.email)).href);
      // With script this browser, which signed up, confirms by itself.
      if (!javaScriptEnabled) await sendForm(page, "verify-registration");
      await expect(page.locator("form#verify-registration")).toHaveCount(0);

      await page.goto("/login");
      await goThrough(page, "login", { login: person.username, password: person.password });
      await expect(page).toHaveURL("/account");
      const { email } = newPerson();
      await page.goto("/account/email");
      await fillForm(page, "register-email", { email });
      await sendForm(page, "register-email");
      await expect(page.locator("form#register-email-again")).toBeVisible();
      await mailbox.take(person.email);
      await page.goto(linkIn(await mailbox.take(email)).href);
      if (!javaScriptEnabled) await sendForm(page, "verify-email");
      await expect(page.locator("form#verify-email")).toHaveCount(0);
      await page.goto("/account");
      await expect(page.getByText(email).first()).toBeVisible();
      expect(linkIn(await mailbox.take(person.email)).pathname).toBe("/undo-email-change");

      await page.goto("/logout");
      await page.locator('main form[action$="/logout/"] button').click();
      await expect(page).toHaveURL(/\/login/);
      await page.goto("/forgot-password");
      await goThrough(page, "send-reset-password-link", { login: email });
      await page.goto(linkIn(await mailbox.take(email)).href);
      const { password } = newPerson();
      await goThrough(page, "reset-password", { password, password_confirm: password });
      await mailbox.take(email);
      await page.goto("/login");
      await goThrough(page, "login", { login: email, password });
      await expect(page).toHaveURL("/account");
    });
  });
}
