import { expect } from "playwright/test";
import { clientOf } from "#e2e/support/api.ts";
import { test } from "#e2e/support/fixtures.ts";
import { logIn, newPerson } from "#e2e/support/people.ts";
import { fillAgain } from "#e2e/support/screens.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });
    // As in without-script.spec.ts.
    test.beforeEach(({ watch }) => watch.allow(/request failed: .*\/_next\/static\/.*\.js csp/));

    test("a person changes name and password, and a wrong old password stands at its field", async ({ loggedIn }) => {
      const { page, person } = loggedIn;
      await page.goto("/account/profile");
      await page.getByLabel("First name").fill("Ada");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Your profile is saved.")).toBeVisible();
      await expect(page.getByLabel("First name")).toHaveValue("Ada");
      const { password } = newPerson();
      const change = async (old: string) => {
        await page.getByLabel("Current password").fill(old);
        await page.getByLabel("New password", { exact: true }).fill(password);
        await fillAgain(page, "New password again", password);
        await page.getByRole("button", { name: "Change password" }).click();
      };
      await page.goto("/account/password");
      await change("not-the-right-one");
      await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(/Old password is not correct/);
      expect(page.url()).not.toContain("not-the-right-one");
      await change(person.password);
      await expect(page.getByText("Your password is changed.").first()).toBeVisible();
    });

    test("a new address is asked for, after the password where it has been a while, and cancelled", async ({
      loggedIn,
      clock,
    }) => {
      const { page, person, id } = loggedIn;
      const { email } = newPerson();
      await clock.ageSessions(id, 11 * 60);
      await page.goto("/account/email");
      const ask = async () => {
        await page.getByLabel("New email address").fill(email);
        await page.getByRole("button", { name: "Change address" }).click();
      };
      await ask();
      await expect(page.getByRole("heading", { name: "It has been a while." })).toBeVisible();
      await page.getByLabel("Password", { exact: true }).fill(person.password);
      await page.getByRole("button", { name: "Continue" }).click();
      // A script repeats what was asked for; without one it is asked for again.
      if (!javaScriptEnabled) await ask();
      await expect(page.getByText(`We sent a link to ${email}.`)).toBeVisible();
      await page.getByRole("button", { name: "Cancel" }).click();
      await expect(page.getByText("The change is cancelled.")).toBeVisible();
    });

    test("other devices are logged out, and the account is deleted", async ({ loggedIn, place }) => {
      const { page, person } = loggedIn;
      const other = clientOf(place);
      expect((await logIn(other, person)).status).toBe(200);
      await page.goto("/account/sessions");
      await page.getByRole("button", { name: "Log out everywhere else" }).click();
      await expect(page.getByText("You are logged in nowhere else.")).toBeVisible();
      expect((await other.get("/api/v1/accounts/profile/")).status).toBe(401);
      await page.goto("/account/delete");
      await page.getByLabel("Password", { exact: true }).fill(person.password);
      await page.getByRole("button", { name: "Delete account for good" }).click();
      await expect(page.getByText("Your account is deleted.")).toBeVisible();
    });

    test("the colours are chosen on the page, and stay", async ({ page }) => {
      await page.goto("/login");
      await page.getByRole("button", { name: "Dark" }).click();
      await expect(page.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await expect
        .poll(async () => {
          await page.goto("/register");
          return page.locator("html").getAttribute("data-theme");
        })
        .toBe("dark");
      await expect(page.locator("body")).toHaveCSS("background-color", "rgb(18, 20, 18)");
    });
  });
}
