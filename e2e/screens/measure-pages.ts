import type { Browser, CDPSession, Page } from "playwright";
import { startApp } from "#e2e/support/app.ts";
import { openBrowser } from "#e2e/support/browser.ts";

/** What one page costs on its first visit: bytes as they came over the line, times from the click on. */
export type PageMeasure = {
  readonly page: string;
  readonly scriptBytes: number;
  readonly styleBytes: number;
  readonly allBytes: number;
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  readonly loadMs: number;
  /** Cumulative layout shift, after somebody has gone through all fields. */
  readonly layoutShift: number;
  /** Requests to any other host. */
  readonly foreignRequests: number;
};

const pages = ["/", "/register", "/login", "/forgot-password", "/register/complete", "/verify-user", "/reset-password"];
const slowness = 4;
// Chromium's preset "Fast 4G": 9 Mbit/s down and 1.5 up at nine tenths, 165 ms.
const fast4G = { offline: false, latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 };

/** Measures the open pages of the built application, each with an empty cache; one visit before lets the server wake up. */
export async function measurePages(): Promise<PageMeasure[]> {
  const app = await startApp({ database: "pglite", serverUrl: null, template: null });
  const browser = await openBrowser();
  try {
    const measures: PageMeasure[] = [];
    for (const path of pages) {
      await (await fetch(app.url + path)).text();
      measures.push(await measure(browser, app.url + path));
    }
    const form = await measure(browser, `${app.url}/register`, fillIn);
    return [...measures, { ...form, page: "/register, filled in" }];
  } finally {
    await browser.close();
    await app.dispose();
  }
}

type Deed = (page: Page) => Promise<void>;

async function measure(browser: Browser, url: string, act: Deed = async () => {}): Promise<PageMeasure> {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const bytes = await countBytes(session, new URL(url).origin);
  await session.send("Network.emulateNetworkConditions", fast4G);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
  await page.goto(url, { waitUntil: "networkidle" });
  const times = await page.evaluate(readTimes);
  await act(page);
  const layoutShift = await page.evaluate(readShift);
  await context.close();
  return { page: new URL(url).pathname, ...bytes(), ...times, layoutShift };
}

async function countBytes(session: CDPSession, origin: string) {
  const types = new Map<string, string>();
  const sums = { Script: 0, Stylesheet: 0, all: 0 };
  let foreignRequests = 0;
  session.on("Network.requestWillBeSent", ({ requestId, request, type = "Other" }) => {
    types.set(requestId, type);
    if (/^https?:/.test(request.url) && new URL(request.url).origin !== origin) foreignRequests += 1;
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId);
    sums.all += encodedDataLength;
    if (type === "Script" || type === "Stylesheet") sums[type] += encodedDataLength;
  });
  await session.send("Network.enable");
  return () => ({
    scriptBytes: sums.Script,
    styleBytes: sums.Stylesheet,
    allBytes: sums.all,
    foreignRequests,
  });
}

async function readTimes() {
  const largest = await new Promise<number>((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
      type: "largest-contentful-paint",
      buffered: true,
    });
  });
  const [navigation] = performance.getEntriesByType("navigation");
  const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  return { firstPaintMs: first, largestPaintMs: largest, loadMs: navigation?.duration ?? 0 };
}

function readShift(): Promise<number> {
  return new Promise((resolve) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const isUnasked = "hadRecentInput" in entry && entry.hadRecentInput === false;
        if (isUnasked && "value" in entry && typeof entry.value === "number") sum += entry.value;
      }
    });
    observer.observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 500);
  });
}

async function fillIn(page: Page): Promise<void> {
  await page.locator("#register-username").pressSequentially("ada");
  await page.locator("#register-email").pressSequentially("ada@gmial.com");
  await page.locator("#register-password").pressSequentially("quiet-harbour");
  await page.waitForLoadState("networkidle");
}
