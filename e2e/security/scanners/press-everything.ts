import type { Browser, Page } from "playwright";
import { eventually } from "#e2e/support/eventually.ts";

/** What a scanner that is a whole browser opens. */
export type Visit = { readonly link: URL; readonly javaScriptEnabled: boolean };

const pressable = "button, input[type=submit], [role=button], summary";

/**
 * Opens the link in a browser nobody is logged in with and presses every button of its page; one with scripts also sends
 * every form past the page's own checks. Whenever that leads away, it opens the link anew. Returns how often it pressed: a
 * scanner that found nothing to press proves nothing.
 */
export async function pressEverything(browser: Browser, { link, javaScriptEnabled }: Visit): Promise<number> {
  const context = await browser.newContext({ javaScriptEnabled });
  try {
    const page = await context.newPage();
    const tab = openTab(page, link);
    const acts = [[pressable, press] as const, ...(javaScriptEnabled ? [["form", sendForm] as const] : [])];
    let pressed = 0;
    for (const [what, act] of acts) {
      await tab.ready();
      const indices = await page.locator(what).evaluateAll(eachOnce);
      for (const index of indices) {
        await tab.ready();
        await act(page, index);
        // One turn of the page's own loop: what the act has set going is under way by then.
        if (javaScriptEnabled) await page.evaluate(() => new Promise((done) => setTimeout(done))).catch(() => null);
        await tab.answered();
      }
      pressed += indices.length;
    }
    return pressed;
  } finally {
    await context.close();
  }
}

/** The places of the elements; of buttons that send the same field of one form (a choice of languages), the first only. */
function eachOnce(elements: readonly Element[]): number[] {
  const field = (one: Element) => `${one.closest("form")?.action} ${one.getAttribute("name")}`;
  const isAgain = (one: Element, index: number) =>
    one.hasAttribute("name") && elements.findIndex((other) => field(other) === field(one)) < index;
  return elements.flatMap((one, index) => (isAgain(one, index) ? [] : [index]));
}

function openTab(page: Page, link: URL) {
  let isThere = false;
  const open = new Set<unknown>();
  page.on("request", (request) => {
    open.add(request);
    if (request.isNavigationRequest()) isThere = false;
  });
  const forget = (request: unknown) => void open.delete(request);
  page.on("requestfinished", forget);
  page.on("requestfailed", forget);
  return {
    /** Opens the link, anew where the last act has left it, and lets its page do what it does by itself. */
    async ready() {
      if (!isThere) await page.goto(link.href, { waitUntil: "networkidle" });
      isThere = true;
    },
    answered: () => eventually("the last answer", () => (open.size === 0 ? true : undefined)),
  };
}

/** Presses it even where it is disabled or covered, as a script would. */
async function press(page: Page, index: number): Promise<void> {
  await page.locator(pressable).nth(index).dispatchEvent("click");
}

async function sendForm(page: Page, index: number): Promise<void> {
  // The page goes away under the call; that it does is what is waited for.
  const sent = page.evaluate((at) => document.forms.item(at)?.submit(), index).catch(() => null);
  await Promise.all([page.waitForEvent("framenavigated"), sent]);
}
