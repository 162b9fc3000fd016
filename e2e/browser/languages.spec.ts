import { expect } from "playwright/test";
import { fillForm, sendForm } from "#e2e/screens/scene.ts";
import { expectAccessible, expectNoOverflow } from "#e2e/support/accessible.ts";
import { test } from "#e2e/support/fixtures.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { expectHeading } from "#e2e/support/screens.ts";

const pages = ["/register", "/login", "/forgot-password", "/account"];

for (const language of ["de", "es", "fr", "pt-BR", "ja", "ar"]) {
  test(`the main pages in ${language} can be used by everybody, on the narrowest screen too`, async ({
    loggedIn: { page },
    place,
  }) => {
    await page.context().addCookies([{ name: "locale", value: language, url: place.url }]);
    for (const path of pages) {
      await page.goto(path);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expectAccessible(page, ["light"]);
      await expectNoOverflow(page);
    }
  });
}

test.describe("in Arabic, on a phone, without script", () => {
  test.use({ locale: "ar", javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  // Chromium without script forgets the nonce of a preload; nothing is lost, as no script would run anyway.
  test.beforeEach(({ watch }) => watch.allow(/request failed: .*\/_next\/static\/.*\.js csp/));

  test("somebody signs up, loses the password and gets back", async ({ page, mailbox, person }) => {
    await page.goto("/register");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await fillForm(page, "register", { ...person, password_confirm: person.password });
    await sendForm(page, "register");
    await expectHeading(page, "تحقّق من بريدك.");
    const mail = await mailbox.take(person.email);
    expect(mail.subject).toBe("أكّد عنوانك لدى Latchkey");
    await page.goto(linkIn(mail).href);
    await sendForm(page, "verify-registration");
    await page.goto("/forgot-password");
    await fillForm(page, "send-reset-password-link", { login: person.username });
    await sendForm(page, "send-reset-password-link");
    await page.goto(linkIn(await mailbox.take(person.email)).href);
    const password = `${person.password}-new`;
    await fillForm(page, "reset-password", { password, password_confirm: password });
    await sendForm(page, "reset-password");
    await mailbox.take(person.email);
    await page.goto("/login");
    await fillForm(page, "login", { login: person.username, password });
    await sendForm(page, "login");
    await expect(page).toHaveURL("/account");
    await expectHeading(page, "حسابك");
  });
});

test.describe("in German, in the dark", () => {
  test.use({ locale: "de-AT", colorScheme: "dark" });

  test("somebody signs up, chooses another language, and comes back to the same page", async ({
    page,
    mailbox,
    person,
  }) => {
    await page.goto("/register");
    await expectHeading(page, "Erstelle dein Konto");
    await fillForm(page, "register", { ...person, email: "kim@nirgendwo" });
    await sendForm(page, "register");
    await expect(page.getByText("Gib eine gültige E-Mail-Adresse ein.").first()).toBeVisible();
    await fillForm(page, "register", { email: person.email });
    await sendForm(page, "register");
    await expectHeading(page, "Sieh in deinem Postfach nach.");
    expect((await mailbox.take(person.email)).subject).toBe("Bestätige deine Adresse für Latchkey");
    await page.getByText("Deutsch", { exact: true }).first().click();
    await page.getByRole("button", { name: "Français" }).click();
    await expect(page).toHaveURL("/register/complete");
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  });
});
