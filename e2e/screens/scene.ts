import type { Page } from "playwright";
import type { Mailbox } from "#e2e/support/mailbox.ts";
import type { Place } from "#e2e/support/place.ts";
import type { SocialStage } from "#e2e/support/social-stage.ts";

/** What a scene is played with: a page of its own, whose addresses are relative to the application's. */
export type SceneParts = {
  readonly page: Page;
  readonly place: Place;
  readonly mailbox: Mailbox;
  readonly social: SocialStage;
  /** An application where nobody may sign up, and which scenes may break. */
  readonly closed: Place;
};

/** One state of one page: `play` leads there and leaves the page showing it, in any language. */
export type Scene = {
  readonly name: string;
  /** The page as the build names it: `/activate/[key]`. */
  readonly page: string;
  readonly play: (parts: SceneParts) => Promise<unknown>;
  /** A state that only a script can bring about. */
  readonly needsScript?: boolean;
  /** Shown by a deed: opening the same address again shows something else. */
  readonly isPassing?: boolean;
  /** Written for developers, in English alone. */
  readonly isEnglish?: boolean;
};

/** A page that an address alone shows. */
export function pageScene(name: string, path: string): Scene {
  return { name, page: path.replace(/\?.*/, ""), play: ({ page }) => page.goto(path) };
}

/** Fills the fields of a form that are there, by their names in the API; the form is found by its id. */
export async function fillForm(page: Page, form: string, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`form#${form} input[name="${name}"]`);
    if ((await field.count()) > 0) await field.fill(value);
  }
}

/** Sends a form. */
export async function sendForm(page: Page, form: string): Promise<void> {
  await page.locator(`form#${form} button[type="submit"]`).click();
}
