import { expect, type Page } from "playwright/test";
import { expectAccessible } from "#e2e/support/accessible.ts";
import { test } from "#e2e/support/fixtures.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import type { Person } from "#e2e/support/people.ts";

/** The form of one method, opened as a person opens it. */
async function openForm(page: Page, anchor: string, method: string) {
  await page.goto(`/api/docs#${anchor}`);
  const place = page
    .locator(`#${anchor}`)
    .getByRole("article")
    .filter({ hasText: `Try it: ${method}` });
  await place.getByText(`Try it: ${method}`).click();
  return place;
}

async function fillRegistration(place: Awaited<ReturnType<typeof openForm>>, person: Person): Promise<void> {
  await place.getByLabel("username", { exact: true }).fill(person.username);
  await place.getByLabel(/^email/).fill(person.email);
  await place.getByLabel("password", { exact: true }).fill(person.password);
  await place.getByLabel("password_confirm", { exact: true }).fill(person.password);
  await place.getByRole("button", { name: "Send POST" }).click();
}

for (const width of [360, 1280]) {
  test(`with everything unfolded the page can be used by everybody, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/api/docs#accounts-profile");
    await page.evaluate(() => {
      for (const more of document.querySelectorAll("details")) more.open = true;
    });
    // The other endpoints are built of the same parts; all of them would take axe a minute.
    await expectAccessible(page, ["light", "dark"], ["header", "nav", "h1", "#accounts-profile"]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test("it registers a person, says what is wrong, and logs in", async ({ page, mailbox, person, watch }) => {
  watch.allow(/400/);
  const register = await openForm(page, "accounts-register", "POST");
  await fillRegistration(register, { ...person, username: "" });
  await expect(register.getByRole("status")).toContainText("This field is required.");
  await fillRegistration(register, person);
  await expect(register.getByRole("status")).toContainText("201");
  await expect(register.getByRole("status")).toContainText(person.username);
  const link = linkIn(await mailbox.take(person.email)).searchParams;

  const verify = await openForm(page, "accounts-verify-registration", "POST");
  for (const name of ["user_id", "timestamp", "signature"]) {
    await verify.getByLabel(name, { exact: true }).fill(link.get(name) ?? "");
  }
  await verify.getByRole("button", { name: "Send POST" }).click();
  await expect(verify.getByRole("status")).toContainText("User verified successfully");

  const login = await openForm(page, "accounts-login", "POST");
  await login.getByLabel("login", { exact: true }).fill(person.username);
  await login.getByLabel("password", { exact: true }).fill(person.password);
  await page.keyboard.press("Enter");
  await expect(login.getByRole("status")).toContainText("Login successful");

  const profile = await openForm(page, "accounts-profile", "GET");
  await profile.getByRole("button", { name: "Send GET" }).click();
  await expect(profile.getByRole("status")).toContainText(person.email);
});

test("a token logs in without a cookie", async ({ page, watch }) => {
  watch.allow(/401/);
  const form = await openForm(page, "auth-user", "GET");
  await form.getByLabel(/^Access token/).fill("nonsense");
  await form.getByRole("button", { name: "Send GET" }).click();
  await expect(form.getByRole("status")).toContainText("401");
  await expect(form.getByRole("status")).toContainText("www-authenticate: Bearer");
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test.beforeEach(({ watch }) => watch.allow(/request failed: .*\/_next\/static\/.*\.js csp/));

  test("a form is sent and its bare answer shown", async ({ page, person, mailbox }) => {
    await fillRegistration(await openForm(page, "accounts-register", "POST"), person);
    await expect(page.locator("body")).toContainText(`"username":"${person.username}"`);
    await mailbox.take(person.email);
    const status = await openForm(page, "accounts-registration-status", "GET");
    await status.getByRole("button", { name: "Send GET" }).click();
    await expect(page.locator("body")).toContainText('"state":"waiting"');
  });

  test("methods that a form does not know say so", async ({ page }) => {
    const form = await openForm(page, "accounts-profile", "PATCH");
    await expect(form.getByText("A form cannot send this without script.")).toBeVisible();
    await expect(form.getByRole("button", { name: "Send PATCH" })).toBeHidden();
  });
});
