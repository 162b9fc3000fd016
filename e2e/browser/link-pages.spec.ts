import { expect } from "playwright/test";
import { clientOf } from "#e2e/support/api.ts";
import { test } from "#e2e/support/fixtures.ts";
import { signedLink } from "#e2e/support/links.ts";
import { activePerson, newPerson, pendingPerson } from "#e2e/support/people.ts";
import { expectHeading } from "#e2e/support/screens.ts";

const eightDays = 8 * 86_400;

test("in another browser the password chosen at sign-up confirms, and logs in", async ({ page, place, mailbox }) => {
  const { person, link } = await pendingPerson(place, mailbox);
  await page.goto(link.href);
  await expectHeading(page, "One more step.");
  await page.getByLabel("Password you chose").fill("quiet-harbour-wrong");
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("That is not the password chosen at sign-up.")).toBeVisible();
  await page.getByLabel("Password you chose").fill(person.password);
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expectHeading(page, "Your address is confirmed.");
  await page.goto("/account");
  await expect(page.getByText(`You are logged in as ${person.username}.`)).toBeVisible();
});

test("in another browser the holder of the mailbox can set a new password", async ({ page, place, mailbox }) => {
  const { person, link } = await pendingPerson(place, mailbox);
  const password = newPerson().password;
  await page.goto(link.href);
  await page.getByText("I did not choose one: set a new password").click();
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set password and confirm" }).click();
  await expectHeading(page, "Your address is confirmed.");
  const old = await clientOf(place).post("/api/v1/accounts/login/", {
    login: person.username,
    password: person.password,
  });
  expect(old.status).toBe(400);
});

test("the secret leaves the address bar and is sent to nobody else", async ({ page, place, mailbox }) => {
  const { link } = await pendingPerson(place, mailbox);
  const told: string[] = [];
  const signature = link.searchParams.get("signature") ?? "none";
  page.on("request", (request) => {
    const seen = `${request.url()} ${request.headers()["referer"] ?? ""}`;
    if (seen.includes(signature) && request.url() !== link.href) told.push(request.url());
  });
  await page.goto(link.href);
  await expect(page).toHaveURL("/verify-user");
  await page.goto("/login");
  await page.goBack();
  await expectHeading(page, "Open the link in your mail.");
  expect(page.url()).not.toContain("signature");
  expect(told).toEqual([]);
});

test("a used link says that it was used", async ({ page, place, mailbox }) => {
  const { link } = await activePerson(place, mailbox);
  await page.goto(link.href);
  await expectHeading(page, "This link was already used.");
  await page.getByRole("link", { name: "Log in", exact: true }).click();
  await expectHeading(page, "Log in");
});

test("an expired link says so, and sends a new one", async ({ page, place, mailbox }) => {
  const { id } = await pendingPerson(place, mailbox);
  const fields = await signedLink(place, id, { ageSeconds: eightDays });
  await page.goto(`/verify-user?${new URLSearchParams(fields)}`);
  await expectHeading(page, "This link has expired.");
  await expect(page.getByRole("button", { name: "Send a new link" })).toBeVisible();
});

test("a damaged link says that it is not complete", async ({ page, place, mailbox }) => {
  const { link } = await pendingPerson(place, mailbox);
  for (const damaged of [
    link.href.slice(0, -5),
    link.href.replace("signature=", "signature=A"),
    "/verify-user?user_id=7",
  ]) {
    await page.goto(damaged);
    await expectHeading(page, "This link is not complete.");
  }
});

test("the person's own link still works after somebody else asked for a new one", async ({ page, place, mailbox }) => {
  const { person, link } = await pendingPerson(place, mailbox);
  await clientOf(place).post("/api/v1/accounts/resend-verification/", { email: person.email });
  await page.goto(link.href);
  await page.getByLabel("Password you chose").fill(person.password);
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expectHeading(page, "Your address is confirmed.");
});
