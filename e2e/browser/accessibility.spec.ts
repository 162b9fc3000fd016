import { expect, type Page } from "playwright/test";
import type { Scene } from "#e2e/screens/scene.ts";
import { scenes } from "#e2e/screens/scenes.ts";
import { builtRoutes } from "#e2e/security/routes.ts";
import {
  expectAccessible,
  expectForcedColours,
  expectKeyboard,
  expectLargeTargets,
  expectNoOverflow,
  expectStillness,
} from "#e2e/support/accessible.ts";
import { type App, startApp } from "#e2e/support/app.ts";
import { stageOf } from "#e2e/support/place.ts";
import { test as base } from "#e2e/support/social-fixtures.ts";
import { directionOf, type Locale, locales } from "#lib/i18n/locales.ts";

/** With one whose sign-up is closed: scenes are played on each. */
const test = base.extend<object, { closed: App }>({
  closed: [
    async ({ database }, use) => {
      const closed = await startApp({ database, ...stageOf(database), settings: { REGISTRATION_OPEN: "false" } });
      await use(closed);
      await closed.dispose();
    },
    { scope: "worker" },
  ],
});

test.use({ trace: "off" });

const schemes = ["light", "dark"] as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

/** Seven languages take twice the time of three (CONTRIBUTING.md). */
const isSeenInAll = process.env["EVERY_LANGUAGE"] === "true";
const others = locales.filter((locale) => locale !== "en" && locale !== "ar");

/**
 * In which languages a scene is seen: the first of a page in English, in Arabic and in another, which differs from page to page;
 * its other states in two.
 */
function languagesOf({ page, isEnglish }: Scene, index: number): readonly (Locale | undefined)[] {
  if (isEnglish) return ["en", "en"];
  const [one, other] = [others[(2 * index) % others.length], others[(2 * index + 1) % others.length]];
  if (scenes.findIndex((scene) => scene.page === page) !== index) return index % 3 === 0 ? ["ar", one] : [one, other];
  return isSeenInAll ? locales : ["en", one, "ar"];
}

/** The address that this page was last shown for; what its scripts make of it in the bar does not count. */
function lastAddress(page: Page): () => string {
  let last = "";
  page.on("response", (response) => {
    const isShown = response.status() !== 204 && response.frame() === page.mainFrame();
    if (isShown && response.request().isNavigationRequest()) last = response.url();
  });
  return () => last;
}

/** Words may be too long or too small in any language; what axe finds it finds in four turns, and from right to left. */
async function isForEverybody(page: Page, { turn, language }: { turn: number; language: Locale }): Promise<void> {
  await page.setViewportSize(sizes[turn % 2] ?? sizes[0]);
  const scheme = schemes[Math.floor((turn + 1) / 2) % 2] ?? "light";
  if (turn < 4 || directionOf(language) === "rtl") await expectAccessible(page, [scheme]);
  await expectLargeTargets(page);
  await expectNoOverflow(page);
  if (turn > 0) return;
  await page.setViewportSize(sizes[0]);
  await expectStillness(page);
  await expectForcedColours(page);
  await expectKeyboard(page);
}

for (const [index, scene] of scenes.entries()) {
  test(`${scene.name} is for everybody: axe, keyboard, 400 percent, languages, light and dark`, async ({
    page,
    watch,
    place,
    mailbox,
    social,
    closed,
  }) => {
    const parts = { page, place, mailbox, social, closed };
    watch.allow(/ERR_FAILED|status of 5\d\d|^5\d\d from/);
    const address = lastAddress(page);
    for (const [turn, language = "en"] of languagesOf(scene, index).entries()) {
      await page.context().addCookies([{ name: "locale", value: language, url: place.url }]);
      if (turn === 0 || scene.isPassing) await scene.play(parts);
      else await page.goto(address());
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.locator("html")).toHaveAttribute("dir", directionOf(language));
      await test.step(language, () => isForEverybody(page, { turn, language }));
    }
    if (!scene.page.startsWith("/_")) expect(new URL(address()).pathname).toMatch(patternOf(scene.page));
  });
}

function patternOf(page: string): RegExp {
  return new RegExp(`^${page.replace(/\[\w+\]/g, "[^/]+")}$`);
}

test("every page of the build has a scene", () => {
  const pages = builtRoutes().filter(({ kind }) => kind === "page");
  const played = new Set(scenes.map(({ page }) => page));
  expect(pages.map(({ pattern }) => pattern).filter((pattern) => !played.has(pattern))).toEqual([]);
});
