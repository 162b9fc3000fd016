import axe from "axe-core";
import { expect, type Page } from "playwright/test";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const bothSchemes = ["light", "dark"] as const;

/** No finding of axe, in the light and in the dark where nothing else is said; in these parts of the page, or all of it. */
export async function expectAccessible(
  page: Page,
  schemes: readonly ("light" | "dark")[] = bothSchemes,
  parts: readonly string[] = ["html"],
): Promise<void> {
  await page.evaluate(axe.source);
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await page.evaluate(findingsIn, { levels, parts }), colorScheme).toEqual([]);
  }
}

async function findingsIn({ levels: runOnly, parts }: { levels: string[]; parts: readonly string[] }) {
  // Colours that are on their way are not what people read.
  for (const animation of document.getAnimations()) animation.cancel();
  const { violations } = await window.axe.run(
    { include: parts.map((part) => [part]) },
    { runOnly, resultTypes: ["violations"], iframes: false },
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

/** Nothing reaches beyond the edge of the window at 400 percent: 1280 x 1024 pixels are then 320 x 256 (WCAG 1.4.10). */
export async function expectNoOverflow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 256 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

/** Whatever is pressed or typed into is at least 24 pixels wide and high, but for links within a sentence (WCAG 2.5.8). */
export async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page.evaluate(() => {
    const isInSentence = (control: Element) =>
      getComputedStyle(control).display === "inline" && control.parentElement?.textContent !== control.textContent;
    return [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")]
      .filter((control) => control.checkVisibility() && !isInSentence(control))
      .filter((control) => {
        const { width, height } = (control.closest("label") ?? control).getBoundingClientRect();
        return Math.min(width, height) < 24;
      })
      .map((control) => control.outerHTML);
  });
  expect(small).toEqual([]);
}

/** Tab alone comes to everything that can be used, and each shows by an outline that it has the focus (WCAG 2.1.1, 2.4.7). */
export async function expectKeyboard(page: Page): Promise<void> {
  const count = await page.evaluate(() => {
    const isUsable = (element: HTMLElement) =>
      element.tabIndex >= 0 && element.checkVisibility() && !element.matches(":disabled");
    const all = document.querySelectorAll<HTMLElement>("a[href], button, summary, select, textarea, input");
    const usable = [...all].filter(isUsable);
    for (const element of usable) {
      element.dataset["unreached"] = "";
      element.addEventListener("focus", () => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        if (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) delete element.dataset["unreached"];
      });
    }
    return usable.length;
  });
  const unreached = () =>
    page.evaluate(() => [...document.querySelectorAll("[data-unreached]")].map((element) => element.outerHTML));
  // The focus may begin anywhere, leaves the page once on its way round, and a press is lost that comes while it passes into
  // the frame of a mail: twice round at most.
  for (let presses = 1; presses <= 2 * (count + 5); presses += 1) {
    await page.keyboard.press("Tab");
    if (presses >= count && presses % 8 === 0 && (await unreached()).length === 0) return;
  }
  expect(await unreached()).toEqual([]);
}

/** Nothing moves for those who asked for less motion (WCAG 2.3.3). */
export async function expectStillness(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => {
        const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
        return /[1-9]/.test(transitionDuration + animationDuration) || scrollBehavior === "smooth";
      })
      .map((element) => element.outerHTML),
  );
  expect(moving).toEqual([]);
}

/** Where the system's own colours replace ours, one still sees by its edge or line what can be used (WCAG 1.4.11). */
export async function expectForcedColours(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: "active" });
  const bare = await page.evaluate(() => {
    const hasEdge = (element: Element) => {
      const { borderBottomStyle, borderBottomWidth, textDecorationLine } = getComputedStyle(element);
      return (borderBottomStyle !== "none" && borderBottomWidth !== "0px") || textDecorationLine !== "none";
    };
    return [...document.querySelectorAll("button, select, textarea, input:not([type=hidden])")]
      .filter((control) => control.checkVisibility() && !hasEdge(control))
      .map((control) => control.outerHTML);
  });
  await page.emulateMedia({ forcedColors: "none" });
  expect(bare).toEqual([]);
}
