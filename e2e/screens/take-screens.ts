import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright";
import { startApp } from "#e2e/support/app.ts";
import { openBrowser } from "#e2e/support/browser.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { startSocialStage } from "#e2e/support/social-stage.ts";
import type { Scene, SceneParts } from "./scene.ts";
import { scenes } from "./scenes.ts";

/** Which pictures to take. */
export type ScreensOrder = {
  /** The folder they go to. */
  readonly folder: string;
  /** Only scenes whose name contains this. */
  readonly only: string;
  /** BCP 47 tag that the browser asks for, and chooses where it is one of ours. */
  readonly locale: string;
  readonly hasScript: boolean;
};

const widths = { desktop: 1280, phone: 390, narrow: 320 } as const;

/**
 * Takes a picture of every state of every page, in three widths, light and dark, of the built application on an embedded
 * database of its own. Returns how many.
 */
export async function takeScreens(order: ScreensOrder): Promise<number> {
  const start = (settings: Readonly<Record<string, string>>) =>
    startApp({ database: "pglite", serverUrl: null, template: null, settings });
  const place = await start({});
  const social = await startSocialStage({}, start);
  const closed = await start({ REGISTRATION_OPEN: "false" });
  const browser = await openBrowser();
  await mkdir(order.folder, { recursive: true });
  try {
    const chosen = scenes.filter((scene) => scene.name.includes(order.only) && (order.hasScript || !scene.needsScript));
    let count = 0;
    for (const scene of chosen) count += await shoot(scene, { order, browser, place, social, closed });
    return count;
  } finally {
    await browser.close();
    await closed.dispose();
    await social.close();
    await place.dispose();
  }
}

type Studio = Pick<SceneParts, "place" | "social" | "closed"> & {
  readonly order: ScreensOrder;
  readonly browser: Browser;
};

async function shoot(scene: Scene, { order, browser, ...stages }: Studio): Promise<number> {
  const context = await browser.newContext({
    baseURL: stages.place.url,
    locale: order.locale,
    javaScriptEnabled: order.hasScript,
    viewport: { width: widths.desktop, height: 800 },
    reducedMotion: "reduce",
  });
  // Chosen, and not only asked for: an account has a language of its own.
  await context.addCookies([{ name: "locale", value: order.locale, url: stages.place.url }]);
  const page = await context.newPage();
  try {
    await scene.play({ page, ...stages, mailbox: mailboxOf(stages.place) });
    return await shootSizes(page, path.join(order.folder, scene.name));
  } catch (error) {
    await page.screenshot({ path: path.join(order.folder, `${scene.name}-FAILED.png`) });
    console.error(`${scene.name}: ${String(error).split("\n", 2).join(" ")}`);
    return 0;
  } finally {
    await context.close();
  }
}

async function shootSizes(page: Page, name: string): Promise<number> {
  let count = 0;
  for (const [size, width] of Object.entries(widths)) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `${name}-${size}-${colorScheme}.png`, fullPage: true, animations: "disabled" });
      count += 1;
    }
  }
  return count;
}
