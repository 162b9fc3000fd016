import { expect, type Page } from "playwright/test";
import { test } from "#e2e/support/fixtures.ts";
import { newPerson } from "#e2e/support/people.ts";
import { expectHeading } from "#e2e/support/screens.ts";

const passwordOn = (page: Page) => page.getByLabel("Password", { exact: true });

test("a slip in a well-known domain is noticed, mended by one click, and blocks nothing", async ({ page, person }) => {
  await page.goto("/register");
  const email = page.getByLabel("Email address");
  await email.fill("kim@gmial.com");
  await passwordOn(page).focus();
  await page.getByRole("status").getByRole("button", { name: "Did you mean kim@gmail.com?" }).click();
  await expect(email).toHaveValue("kim@gmail.com");
  await expect(email).toBeFocused();
  await expect(page.getByRole("button", { name: /Did you mean/ })).toHaveCount(0);
  await email.fill(`${person.username}@gmial.com`);
  await page.getByLabel("Username").fill(person.username);
  await passwordOn(page).fill(person.password);
  await expect(page.getByRole("button", { name: /Did you mean/ })).toBeVisible();
  await page.getByRole("button", { name: "Create account" }).click();
  await expectHeading(page, "Check your inbox.");
});

test("the rules of a password turn as they are met, and its strength is explained", async ({ page }) => {
  await page.goto("/register");
  await page.getByLabel("Username").fill("harbour");
  const rule = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  await passwordOn(page).fill("1234567");
  await expect(rule("At least 8 characters")).toHaveText(/\(to do\)/);
  await expect(rule("Not only numbers")).toHaveText(/\(to do\)/);
  await expect(page.getByRole("status").filter({ hasText: "Easy to guess." })).toBeVisible();
  await passwordOn(page).fill("harbour1");
  await expect(rule("At least 8 characters")).toHaveText(/\(done\)/);
  await expect(rule("Not only numbers")).toHaveText(/\(done\)/);
  await expect(rule("Not like your name or address")).toHaveText(/\(to do\)/);
  await passwordOn(page).fill(newPerson().password);
  await expect(rule("Not like your name or address")).toHaveText(/\(done\)/);
  await expect(page.getByRole("status").filter({ hasText: "Very hard to guess." })).toBeVisible();
});

test("the judge of strength comes only when somebody begins to choose a password", async ({ page }) => {
  const bytes = { before: 0, after: 0 };
  let isChoosing = false;
  page.on("response", async (response) => {
    if (!response.url().includes("/_next/static/chunks/")) return;
    const size = (await response.body().catch(() => Buffer.alloc(0))).length;
    if (isChoosing) bytes.after += size;
    else bytes.before += size;
  });
  await page.goto("/register", { waitUntil: "networkidle" });
  isChoosing = true;
  await passwordOn(page).focus();
  await expect.poll(() => bytes.after).toBeGreaterThan(100_000);
  expect(bytes.before).toBeLessThan(700_000);
});

test("Caps Lock is told while it is on", async ({ page }) => {
  await page.goto("/login");
  const password = passwordOn(page);
  await password.focus();
  await password.dispatchEvent("keydown", { key: "A", modifierCapsLock: true });
  await expect(page.getByRole("status").filter({ hasText: "Caps Lock is on." })).toBeVisible();
  await password.dispatchEvent("keydown", { key: "a", modifierCapsLock: false });
  await expect(page.getByText("Caps Lock is on.")).toHaveCount(0);
});

test("password managers and phones are told what each field is for, and a password can be pasted", async ({ page }) => {
  await page.goto("/register");
  await expect(page.getByLabel("Username")).toHaveAttribute("autocomplete", "username");
  await expect(page.getByLabel("Email address")).toHaveAttribute("autocomplete", "email");
  await expect(page.getByLabel("Email address")).toHaveAttribute("inputmode", "email");
  await expect(passwordOn(page)).toHaveAttribute("autocomplete", "new-password");
  await page.getByLabel("Username").fill("quiet-harbour");
  await page.getByLabel("Username").press("ControlOrMeta+a");
  await page.getByLabel("Username").press("ControlOrMeta+c");
  await passwordOn(page).press("ControlOrMeta+v");
  await expect(passwordOn(page)).toHaveValue("quiet-harbour");
});
