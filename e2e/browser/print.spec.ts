import { expect } from "playwright/test";
import { test } from "#e2e/support/fixtures.ts";
import { signUpOn } from "#e2e/support/screens.ts";

const own = ["", "/profile", "/email", "/password", "/sessions", "/history", "/delete"].map(
  (path) => `/account${path}`,
);
// What is printed, and not what is in the document.
const printed = { useInnerText: true };

test("on paper an account says nothing private", async ({ page, loggedIn }) => {
  const { username, email } = loggedIn.person;
  const paper = page.locator("body");
  await page.emulateMedia({ media: "print" });
  for (const path of [...own, "/", "/login", "/logout"]) {
    await page.goto(path);
    await expect(paper, path).toContainText("Latchkey", printed);
    for (const secret of [username, email, "127.0.0"]) await expect(paper, path).not.toContainText(secret, printed);
    await expect(page.locator("input:visible"), path).toHaveCount(0);
  }
});

test("on paper a sign-up does not say with which address", async ({ page, mailbox, person }) => {
  await signUpOn(page, mailbox, person);
  const paper = page.locator("main");
  await expect(paper).toContainText(person.email, printed);
  await page.emulateMedia({ media: "print" });
  await expect(paper).toContainText("Check your inbox.", printed);
  await expect(paper).not.toContainText(person.email, printed);
});
