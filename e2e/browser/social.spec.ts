import { expect, type Page } from "playwright/test";
import { expectAccessible } from "#e2e/support/accessible.ts";
import type { CookieJar } from "#e2e/support/cookie-jar.ts";
import { look } from "#e2e/support/look.ts";
import { activePerson } from "#e2e/support/people.ts";
import { expectHeading, logInOn } from "#e2e/support/screens.ts";
import { test as base } from "#e2e/support/social-fixtures.ts";

/** Everything here happens at the application with the provider. */
const test = base.extend<object, object>({
  place: [async ({ social }, use) => use(social.app), { scope: "worker" }],
});

async function logInAtAcme(page: Page, account: string): Promise<void> {
  await expectHeading(page, "Log in at Acme");
  await page.getByLabel("Account").fill(account);
  await page.getByRole("button", { name: "Go on" }).click();
}

async function takeOver(page: Page, place: { readonly url: string }, { get }: CookieJar): Promise<void> {
  await page.context().addCookies([{ name: "session", value: get("session")?.value ?? "", url: place.url }]);
}

test("a person signs in with a real OpenID provider, starts an account, and is known the next time", async ({
  page,
  social,
}) => {
  const account = social.newAccount();
  await page.goto("/login");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Continue with Acme Ltd." }).click();
  await logInAtAcme(page, account.sub);
  await expectHeading(page, "One more step.");
  await expect(page.getByText(account.email)).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveValue(account.sub);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create account" }).click();
  await expectHeading(page, "Your account");
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByText("You are logged out.")).toBeVisible();
  await page.getByRole("button", { name: "Continue with Acme Ltd." }).click();
  await expectHeading(page, "Your account");
});

test("a name that is taken stands at its field, and nothing is lost", async ({ page, social, place, mailbox }) => {
  const { person } = await activePerson(place, mailbox);
  await page.goto("/register");
  await page.getByRole("button", { name: "Continue with Acme Ltd." }).click();
  await logInAtAcme(page, social.newAccount().sub);
  await page.getByLabel("Username").fill(person.username);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("A user with that username already exists.").first()).toBeVisible();
  await page.getByLabel("Username").fill(`${person.username}2`);
  await page.getByRole("button", { name: "Create account" }).click();
  await expectHeading(page, "Your account");
});

test("a person connects a service, after the password where it has been a while, and disconnects it", async ({
  page,
  social,
  place,
  mailbox,
}) => {
  const { person, id } = await activePerson(place, mailbox);
  await logInOn(page, person);
  await expectHeading(page, "Your account");
  await look(place, "UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = $1::uuid", [
    id,
  ]);
  await page.goto("/account/connections");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Connect Acme Ltd." }).click();
  await expect(page.getByRole("heading", { name: "It has been a while." })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Thank you. You can continue now.")).toBeVisible();
  await page.getByRole("button", { name: "Connect Acme Ltd." }).click();
  await logInAtAcme(page, social.newAccount().sub);
  await expect(page.getByText("Acme Ltd. is connected.")).toBeVisible();
  expect((await mailbox.take(person.email)).subject).toBe("Acme Ltd. was connected to Latchkey");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Disconnect Acme Ltd." }).click();
  await expect(page.getByText("The service is disconnected.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Connect Acme Ltd." })).toBeVisible();
});

test("an account without a password proves who it is by its service", async ({ page, social, place }) => {
  const { client, account } = await social.socialPerson();
  await takeOver(page, place, client.cookies);
  await page.goto("/account/connections");
  await expect(page.getByText("Your only way to log in.")).toBeVisible();
  await page.goto("/account/delete");
  await page.getByRole("button", { name: "Delete account for good" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Confirm with Acme Ltd." }).click();
  await logInAtAcme(page, account.sub);
  await expect(page.getByText("Thank you. You can continue now.")).toBeVisible();
  await page.getByRole("button", { name: "Delete account for good" }).click();
  await expect(page.getByText("Your account is deleted.")).toBeVisible();
});

test("whoever says no at the service is told so and can go another way", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Continue with Acme Ltd." }).click();
  await page.getByRole("button", { name: "No, thanks" }).click();
  await expect(page.getByText("You came back from Acme Ltd. without logging in.")).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByLabel("Password", { exact: true })).toBeVisible();
});

test("whatever goes wrong on the way ends on the login page, with a sentence and the way on", async ({
  page,
  social,
}) => {
  const { account } = await social.socialPerson();
  const unproven = social.newAccount({ email_verified: false });
  const namesake = social.newAccount({ ...(account.email === undefined ? {} : { email: account.email }) });
  for (const [who, sentence, way] of [
    [unproven, /did not tell us a confirmed address. Create an account with your address/, "Create an account"],
    [namesake, /An account with that address is here already. Log in to it first/, "Forgot your password?"],
  ] as const) {
    await page.goto("/login");
    await page.getByRole("button", { name: "Continue with Acme Ltd." }).click();
    await logInAtAcme(page, who.sub);
    await expectHeading(page, "Log in");
    const notice = page.getByRole("paragraph").filter({ hasText: sentence });
    await expect(notice.getByRole("link", { name: way })).toBeVisible();
    await page.context().clearCookies();
  }
  await page.goto("/api/auth/callback/acme?code=anything&state=of-another-browser");
  await expectHeading(page, "Log in");
  await expect(page.getByText("Please start again.")).toBeVisible();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  // As in without-script.spec.ts.
  test.beforeEach(({ watch }) => watch.allow(/request failed: .*\/_next\/static\/.*\.js csp/));

  test("the way by a service is the same", async ({ page, social }) => {
    const account = social.newAccount();
    await page.goto("/login?next=/account/profile");
    await page.getByRole("button", { name: "Continue with Acme Ltd." }).click();
    await logInAtAcme(page, account.sub);
    await page.getByLabel("Username").fill("admin");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("This name is reserved and cannot be registered.").first()).toBeVisible();
    await page.getByLabel("Username").fill(account.sub);
    await page.getByRole("button", { name: "Create account" }).click();
    await expectHeading(page, "Profile");
  });
});
