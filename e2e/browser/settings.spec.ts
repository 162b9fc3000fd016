import { expect, type Page } from "playwright/test";
import { clientOf } from "#e2e/support/api.ts";
import { type App, startApp } from "#e2e/support/app.ts";
import { test as base } from "#e2e/support/fixtures.ts";
import { lookOne } from "#e2e/support/look.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { registration } from "#e2e/support/people.ts";
import { stageOf } from "#e2e/support/place.ts";
import { expectHeading } from "#e2e/support/screens.ts";

const terms = "https://acme.example/terms/2027-01";
const addressAlone = {
  ACCOUNT_USERNAME_REQUIRED: "false",
  ACCOUNT_EMAIL_VERIFICATION: "optional",
  TERMS_OF_SERVICE_URL: terms,
};

/** An application of their own, which the tests start again with other settings, one after the other. */
const test = base.extend<object, { app: App }>({
  app: [
    async ({ database }, use) => {
      const { serverUrl, template } = stageOf(database);
      const app = await startApp({ database, serverUrl, template, settings: addressAlone });
      await use(app);
      await app.dispose();
    },
    { scope: "worker" },
  ],
  place: [async ({ app }, use) => use(app), { scope: "worker" }],
});
test.describe.configure({ mode: "serial" });

// What a browser says of a page that is not there.
test.beforeEach(({ watch }) => watch.allow(/404/));

/** There is no such page, said once, in one frame. */
async function expectSwitchedOff(page: Page, address: string): Promise<void> {
  expect((await page.goto(address))?.status()).toBe(404);
  await expectHeading(page, "There is nothing at this address.");
  await expect(page.getByRole("main")).toHaveCount(1);
}

test("with an address alone, terms and a proof that can wait, the screens and the API ask for no more", async ({
  page,
  place,
  mailbox,
  person: { email, password },
}) => {
  await page.goto("/register");
  await expect(page.getByRole("textbox")).toHaveCount(2);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("You must agree to the terms").first()).toBeVisible();
  await page.getByRole("checkbox", { name: "I agree to the terms of service" }).check();
  await page.getByRole("button", { name: "Create account" }).click();
  await expectHeading(page, "Your account is ready.");
  await expect(page.getByText(`We also sent a link to ${email}`)).toBeVisible();
  const row = await lookOne(place, "SELECT * FROM users WHERE email = $1", [email]);
  expect(row).toMatchObject({ terms_url: terms, terms_accepted_at: expect.anything(), username: null });

  await page.getByRole("link", { name: "Log in" }).click();
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText(`You are logged in as ${email}.`)).toBeVisible();
  await page.goto("/account/profile");
  await expect(page.getByLabel(/Username/)).toHaveCount(0);
  await page.getByLabel("First name").fill("Ada");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();

  await page.goto("/account");
  await page.getByRole("link", { name: /not confirmed yet/ }).click();
  const link = linkIn(await mailbox.take(email));
  await page.getByRole("button", { name: "Send it again" }).click();
  await expect(page.getByText("We sent it again.")).toBeVisible();
  await page.goto(link.href);
  await expectHeading(page, "Your address is confirmed.");
  const { body } = await clientOf(place).get("/api/openapi.json");
  const { schema } = body.paths["/api/v1/accounts/register/"].post.requestBody.content["application/json"];
  expect(schema.required).not.toContain("username");
});

test("without verification an account is ready at once, and nothing is mailed or said of a confirmation", async ({
  page,
  app,
  mailbox,
  person,
}) => {
  await app.stop();
  await app.restart({ ACCOUNT_EMAIL_VERIFICATION: "none" });
  await page.request.post("/api/v1/accounts/register/", { data: registration(person) });
  await page.goto("/register/complete");
  await expectHeading(page, "Your account is ready.");
  await page.getByRole("link", { name: "Log in" }).click();
  await page.getByLabel("Username or email address").fill(person.username);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expectHeading(page, "Your account");
  await page.goto("/account/email");
  await expect(page.getByText(/confirmed/)).toHaveCount(0);
  await mailbox.expectNone(person.email);
  await expectSwitchedOff(page, "/verify-user");
});

test("closed, the sign-up says so and shows the way in, and no page leads there", async ({ page, app, person }) => {
  await app.stop();
  await app.restart({ REGISTRATION_OPEN: "false", RESET_PASSWORD_VERIFICATION_ENABLED: "false" });
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Create account" })).toHaveCount(0);
  await page.goto("/register");
  await expectHeading(page, "Sign-up is closed at the moment.");
  await page.getByRole("link", { name: "log in" }).click();
  await expectHeading(page, "Log in");
  await expect(page.getByRole("link", { name: /Create your account|Forgot your password/ })).toHaveCount(0);
  await expectSwitchedOff(page, "/forgot-password");
  const answer = await clientOf(app).post("/api/v1/accounts/register/", registration(person));
  expect([answer.status, answer.body]).toEqual([404, { detail: "Not found." }]);
});
