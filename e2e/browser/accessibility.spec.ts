import { expect } from "playwright/test";
import { expectAccessible } from "#e2e/support/accessible.ts";
import { test } from "#e2e/support/fixtures.ts";
import { signedLink } from "#e2e/support/links.ts";
import { activePerson, loggedInPerson, pendingPerson } from "#e2e/support/people.ts";
import { registerOn, signUpOn } from "#e2e/support/screens.ts";

const open = ["/", "/register", "/register/complete", "/register/closed", "/login", "/logout", "/forgot-password"];
const own = ["", "/profile", "/email", "/password", "/sessions", "/history", "/delete"].map(
  (path) => `/account${path}`,
);
for (const path of [
  ...open,
  "/nothing-here",
  "/verify-user",
  "/reset-password",
  "/verify-email",
  "/undo-email-change",
]) {
  test(`${path} can be used by everybody`, async ({ page }) => {
    await page.goto(path);
    await expectAccessible(page);
  });
}

test("the waiting page and a form with faults can be used by everybody", async ({ page, mailbox, person }) => {
  await signUpOn(page, mailbox, person);
  await expectAccessible(page);
  await registerOn(page, { ...person, email: "kim@nowhere", password: "1234567" });
  await expect(page.getByText(/things? to put right/)).toBeVisible();
  await expect(page.getByText("Easy to guess.")).toBeVisible();
  await expectAccessible(page);
});

test("every state of the link page can be used by everybody", async ({ page, place, mailbox }) => {
  const [pending, active] = [await pendingPerson(place, mailbox), await activePerson(place, mailbox)];
  const expired = new URLSearchParams(await signedLink(place, pending.id, { ageSeconds: 8 * 86_400 }));
  for (const link of [pending.link.href, active.link.href, pending.link.href.slice(0, -3), `/verify-user?${expired}`]) {
    await page.goto(link);
    await expectAccessible(page);
  }
});

for (const path of own) {
  test(`${path} can be used by everybody`, async ({ page, place, mailbox }) => {
    const { client } = await loggedInPerson(place, mailbox);
    const value = client.cookies.get("session")?.value ?? "";
    await page.context().addCookies([{ name: "session", value, url: place.url }]);
    await page.goto(path);
    await expect(page).toHaveURL(path);
    await expectAccessible(page);
  });
}

test("a page says no more than the window is wide", async ({ page }) => {
  for (const path of open) {
    await page.goto(path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(width, path).toBeLessThanOrEqual(0);
  }
});
