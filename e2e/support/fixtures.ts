import { test as base, type Page } from "playwright/test";
import { type PageWatch, watchPage } from "./clean-page.ts";
import { type Clock, clockOf } from "./clock.ts";
import { type Mailbox, mailboxOf } from "./mailbox.ts";
import { loggedInPerson, newPerson, type Person } from "./people.ts";
import { type DatabaseKind, type Place, stageOf } from "./place.ts";

/** What the configuration chooses for a project. */
export type ProjectOptions = { database: DatabaseKind };

type WorkerFixtures = ProjectOptions & {
  /** The application under test: built, with default settings, on the project's database. */
  place: Place;
  mailbox: Mailbox;
};

/** A page of somebody with an account who is logged in there. */
export type LoggedIn = { readonly page: Page; readonly person: Person; readonly id: string };

type TestFixtures = {
  /** Somebody new in every test. */
  person: Person;
  /** Fails the test on any console error, uncaught error, policy violation or failed request of its page. */
  watch: PageWatch;
  /** A page in another browser, without any cookie of the first; it must stay clean as well. */
  foreignPage: Page;
  /** The test's own page, of somebody with an account who is logged in. */
  loggedIn: LoggedIn;
  /** Moves time, by making rows and links older. */
  clock: Clock;
};

/** Playwright's `test`, with an application, its mailbox, a person, and pages that must stay clean. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  database: ["pglite", { option: true, scope: "worker" }],
  place: [async ({ database }, use) => use(stageOf(database).shared), { scope: "worker" }],
  mailbox: [async ({ place }, use) => use(mailboxOf(place)), { scope: "worker" }],
  baseURL: async ({ place }, use) => use(place.url),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright demands the pattern
  person: async ({}, use) => use(newPerson()),
  watch: [
    async ({ page }, use) => {
      const watch = watchPage(page);
      await use(watch);
      watch.demandClean();
    },
    { auto: true },
  ],
  loggedIn: async ({ page, place, mailbox }, use) => {
    const { client, person, id } = await loggedInPerson(place, mailbox);
    const value = client.cookies.get("session")?.value ?? "";
    await page.context().addCookies([{ name: "session", value, url: place.url }]);
    await use({ page, person, id });
  },
  clock: async ({ place }, use) => use(clockOf(place)),
  foreignPage: async ({ browser, contextOptions, baseURL }, use) => {
    const context = await browser.newContext({ ...contextOptions, ...(baseURL ? { baseURL } : {}) });
    const page = await context.newPage();
    const watch = watchPage(page);
    await use(page);
    await context.close();
    watch.demandClean();
  },
});
