import { describe, expect, test } from "vitest";
import { linkKinds, mailedLink, stateOf } from "#e2e/security/scanners/mailed-links.ts";
import { readingScanners } from "#e2e/security/scanners/reading-scanners.ts";
import { clientOf } from "#e2e/support/api.ts";
import { lookOne } from "#e2e/support/look.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();

describe.each(linkKinds)("%s", (kind) => {
  test("is neither used nor used up by scanners that read, and works for its owner afterwards", async () => {
    const { link, id, succeed } = await mailedLink(kind, place);
    const before = await stateOf(place, id);
    for (const { name, visit } of readingScanners(place.url)) {
      await visit(link);
      expect([name, await stateOf(place, id)]).toEqual([name, before]);
    }
    await succeed();
  });

  test("sets no cookie and shows no whole address to whoever opens it", async () => {
    const { link, id } = await mailedLink(kind, place);
    const { email } = await lookOne(place, "SELECT email FROM users WHERE id = $1::uuid", [id]);
    const answer = await clientOf(place).get(link.pathname + link.search, { headers: { accept: "text/html" } });
    expect(answer.status).toBe(200);
    expect(answer.setCookies).toEqual([]);
    // A link to a new address carries that one itself, for whoever holds it; the account's own it does not show.
    expect(answer.text).not.toContain(String(email));
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("cache-control")).toContain("no-store");
  });
});
