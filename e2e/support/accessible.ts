import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const bothSchemes = ["light", "dark"] as const;

/** No finding of axe, in the light and in the dark where nothing else is said. */
export async function expectAccessible(
  page: Page,
  schemes: readonly ("light" | "dark")[] = bothSchemes,
): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(() => {
      // Colours that are on their way are not what people read.
      for (const animation of document.getAnimations()) animation.cancel();
    });
    const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map((node) => node.html).join(" | ")}`,
    );
    expect(found).toEqual([]);
  }
}
/** Nothing reaches beyond the edge of the window, at the narrowest width there is (WCAG 1.4.10). */
export async function expectNoOverflow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}
