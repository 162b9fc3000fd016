import { expect } from "playwright/test";
import { fillForm, sendForm } from "#e2e/screens/scene.ts";
import { test } from "#e2e/support/fixtures.ts";
import { expectHeading } from "#e2e/support/screens.ts";

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
