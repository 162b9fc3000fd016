import { expect } from "playwright/test";
import { signedActivationKey } from "#e2e/support/activation-keys.ts";
import { test } from "#e2e/support/fixtures.ts";
import { newPerson, pendingPerson, registration } from "#e2e/support/people.ts";
import { expectHeading } from "#e2e/support/screens.ts";

for (const [form, addressOf] of [
  ["query", (key: string) => `/activate?activation_key=${encodeURIComponent(key)}`],
  ["path", (key: string) => `/activate/${key}`],
] as const) {
  test(`an activation key in the ${form} leaves the address bar and works with the password`, async ({
    page,
    place,
    mailbox,
  }) => {
    const { person, id } = await pendingPerson(place, mailbox);
    const key = await signedActivationKey(place, id);
    await page.goto(addressOf(key));
    await expectHeading(page, "One more step.");
    await expect(page).toHaveURL("/activate");
    await page.getByLabel("Password you chose").fill("quiet-harbour-wrong");
    await page.getByRole("button", { name: "Confirm address" }).click();
    await expect(page.getByText("That is not the password chosen at sign-up.")).toBeVisible();
    await page.getByLabel("Password you chose").fill(person.password);
    await page.getByRole("button", { name: "Confirm address" }).click();
    await expectHeading(page, "Your address is confirmed.");
    await page.goto("/account");
    await expect(page.getByText(`You are logged in as ${person.username}.`)).toBeVisible();
    await page.goBack();
    expect(page.url()).not.toContain(key.split(":")[2] ?? "none");
  });
}

test("in the browser that signed up, an activation key works by itself", async ({ page, place }) => {
  const answer = await page.request.post("/api/v1/accounts/register/", { data: registration(newPerson()) });
  const key = await signedActivationKey(place, String((await answer.json()).id));
  await page.goto(`/activate/${key}`);
  await expectHeading(page, "Your address is confirmed.");
  await expect(page).toHaveURL("/activate");
  await page.goto(`/activate/${key}`);
  await expect(page.getByText("The account you tried to activate has already been activated.")).toBeVisible();
});
