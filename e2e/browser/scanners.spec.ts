import { expect } from "playwright/test";
import { linkKinds, mailedLink, stateOf } from "#e2e/security/scanners/mailed-links.ts";
import { pressEverything } from "#e2e/security/scanners/press-everything.ts";
import { test } from "#e2e/support/fixtures.ts";

for (const kind of linkKinds) {
  test(`${kind} is neither used nor used up by browsers that press everything, and works for its owner afterwards`, async ({
    browser,
    place,
  }) => {
    const { link, id, succeed } = await mailedLink(kind, place);
    const before = await stateOf(place, id);
    for (const javaScriptEnabled of [true, false]) {
      expect(await pressEverything(browser, { link, javaScriptEnabled })).toBeGreaterThan(0);
      expect(await stateOf(place, id)).toEqual(before);
    }
    await succeed();
  });
}
