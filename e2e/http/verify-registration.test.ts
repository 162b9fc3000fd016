import { describe, expect, test } from "vitest";
import { details, faults, seenFromOutside } from "#e2e/support/answers.ts";
import { clientOf } from "#e2e/support/api.ts";
import { ageLinkOfRow, fieldsOf, type LinkFields, signedLink } from "#e2e/support/links.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, newPerson, pendingPerson, signUp, verify } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const day = 86_400;
const bare = () => clientOf(place);

async function statusOf(id: string): Promise<unknown> {
  const row = await lookOne(place, "SELECT status::text FROM users WHERE id = $1::uuid", [id]);
  return row["status"];
}

/** A refusal that has changed nothing. */
async function expectRefused(id: string, link: LinkFields, body: object): Promise<void> {
  // The worker notes in the row that the mail went out; that is all that may change.
  const row = "SELECT to_jsonb(users) - 'verification_mail' AS it FROM users WHERE id = $1::uuid";
  const before = await lookOne(place, row, [id]);
  const answer = await verify(bare(), link);
  expect([answer.status, answer.body]).toEqual([400, body]);
  expect(answer.setCookies).toEqual([]);
  expect(await lookOne(place, row, [id])).toEqual(before);
}

describe("a verification link", () => {
  test("activates the account, once", async () => {
    const { fields, id } = await pendingPerson(place, mailbox);
    const answer = await verify(bare(), fields);
    expect([answer.status, answer.body]).toEqual([200, details.verified]);
    expect(await statusOf(id)).toBe("active");
    await expectRefused(id, fields, details.alreadyActivated);
  });

  test("takes its timestamp as a JSON integer too", async () => {
    const { fields } = await pendingPerson(place, mailbox);
    const answer = await bare().post("/api/v1/accounts/verify-registration/", {
      ...fields,
      timestamp: Number(fields.timestamp),
    });
    expect(answer.status).toBe(200);
  });

  test("used by many at once works for one of them", async () => {
    const { fields } = await pendingPerson(place, mailbox);
    const answers = await Promise.all(Array.from({ length: 16 }, () => verify(bare(), fields)));
    const won = answers.filter((answer) => answer.status === 200);
    const lost = answers.filter((answer) => answer.status !== 200);
    expect(won).toHaveLength(1);
    for (const answer of lost) expect([answer.status, answer.body]).toEqual([400, details.alreadyActivated]);
  });

  test("works to the end of its seven days, and no longer", async () => {
    const inTime = await pendingPerson(place, mailbox);
    expect((await verify(bare(), await signedLink(place, inTime.id, { ageSeconds: 7 * day - 60 }))).status).toBe(200);
    const late = await pendingPerson(place, mailbox);
    await ageLinkOfRow(place, late.id, 7 * day + 2);
    const link = await signedLink(place, late.id, { ageSeconds: 7 * day + 2 });
    await expectRefused(late.id, link, details.expired);
  });

  test("from a clock a minute ahead works, from further in the future not", async () => {
    const near = await pendingPerson(place, mailbox);
    expect((await verify(bare(), await signedLink(place, near.id, { ageSeconds: -50 }))).status).toBe(200);
    const far = await pendingPerson(place, mailbox);
    await expectRefused(far.id, await signedLink(place, far.id, { ageSeconds: -120 }), details.invalidKey);
  });

  test("dies when a newer address replaces the one it was mailed to", async () => {
    const { fields, client, id } = await pendingPerson(place, mailbox);
    const { email } = newPerson();
    const corrected = await client.post("/api/v1/accounts/correct-registration/", { email });
    expect(corrected.status).toBe(200);
    const fresh = fieldsOf(linkIn(await mailbox.take(email)));
    await expectRefused(id, fields, details.invalidKey);
    expect((await verify(bare(), fresh)).status).toBe(200);
  });

  test("of an earlier state says so even when it is also too old", async () => {
    const { id } = await activePerson(place, mailbox);
    const link = await signedLink(place, id, { state: "1", ageSeconds: 30 * day });
    await expectRefused(id, link, details.alreadyActivated);
  });

  test("of a disabled account is refused like a forged one", async () => {
    const { fields, id } = await pendingPerson(place, mailbox);
    await look(place, "UPDATE users SET disabled_at = now() WHERE id = $1::uuid", [id]);
    await expectRefused(id, fields, details.invalidKey);
  });

  test("of a deleted row is refused like a forged one", async () => {
    const { fields, id } = await pendingPerson(place, mailbox);
    await look(place, "DELETE FROM users WHERE id = $1::uuid", [id]);
    const answer = await verify(bare(), fields);
    expect([answer.status, answer.body]).toEqual([400, details.invalidKey]);
  });

  test("for an address that somebody else proved first says that it is taken", async () => {
    const first = await pendingPerson(place, mailbox);
    const second = newPerson({ email: first.person.email });
    const { body } = await signUp(bare(), second);
    const link = fieldsOf(linkIn(await mailbox.take(second.email)));
    expect((await verify(bare(), first.fields)).status).toBe(200);
    await expectRefused(body.id, link, details.emailTaken);
  });
});

describe("a link that was tampered with is refused, whatever was changed", () => {
  const changes: Record<string, (link: LinkFields) => LinkFields> = {
    "another time": (link) => ({ ...link, timestamp: String(Number(link.timestamp) + 1) }),
    "another signature": (link) => ({ ...link, signature: flip(link.signature, 0) }),
    "another last bit": (link) => ({ ...link, signature: flip(link.signature, 42) }),
    "an unknown account": (link) => ({ ...link, user_id: "01900000-0000-7000-8000-000000000000" }),
    "an id in capitals": (link) => ({ ...link, user_id: link.user_id.toUpperCase() }),
    "a cut signature": (link) => ({ ...link, signature: link.signature.slice(0, -1) }),
    "a padded signature": (link) => ({ ...link, signature: `${link.signature}=` }),
    "a signed time": (link) => ({ ...link, timestamp: `+${link.timestamp}` }),
    "a time with a space": (link) => ({ ...link, timestamp: ` ${link.timestamp}x` }),
    "a time of eleven digits": (link) => ({ ...link, timestamp: `0${link.timestamp}` }),
    "an id that is none": (link) => ({ ...link, user_id: "1 OR 1=1" }),
  };

  test.each(Object.keys(changes))("%s", async (name) => {
    const { fields, id } = await pendingPerson(place, mailbox);
    const changed = changes[name]?.(fields);
    if (!changed) throw new Error(name);
    await expectRefused(id, changed, details.invalidKey);
    expect(seenFromOutside(await verify(bare(), changed))).toEqual(seenFromOutside(await verify(bare(), unknown)));
    expect((await verify(bare(), fields)).status).toBe(200);
  });

  test.each(["reset-password", "email-change", "email-undo"] as const)("signed for %s", async (purpose) => {
    const { id } = await pendingPerson(place, mailbox);
    const { email: _email, ...link } = await signedLink(place, id, { purpose });
    await expectRefused(id, link, details.invalidKey);
  });

  test("signed for another account", async () => {
    const [mine, other] = await Promise.all([pendingPerson(place, mailbox), pendingPerson(place, mailbox)]);
    await expectRefused(mine.id, { ...other.fields, user_id: mine.id }, details.invalidKey);
  });

  test("signed for another address or a later state", async () => {
    const { id } = await pendingPerson(place, mailbox);
    await expectRefused(id, await signedLink(place, id, { email: "eve@example.org" }), details.invalidKey);
    await expectRefused(id, await signedLink(place, id, { state: "2" }), details.invalidKey);
  });
});

describe("a missing part of a link is a field error", () => {
  test.each([
    ["user_id", undefined, faults.required],
    ["timestamp", undefined, faults.required],
    ["signature", undefined, faults.required],
    ["user_id", null, faults.null],
    ["signature", null, faults.null],
    ["user_id", "", faults.blank],
    ["signature", "", faults.blank],
    ["signature", ["x"], faults.notString],
  ])("%s = %j", async (field, value, fault) => {
    const answer = await verify(bare(), { ...unknown, [field]: value });
    expect([answer.status, answer.body]).toEqual([400, { [field]: [fault] }]);
  });
});

const unknown: LinkFields = {
  user_id: "01900000-0000-7000-8000-000000000000",
  timestamp: "1800000000",
  signature: "A".repeat(43),
};

/** Another character of the alphabet at this place. */
function flip(text: string, at: number): string {
  const alphabet = "AEIMQUYcgkosw048";
  const other = [...alphabet].find((letter) => letter !== text[at]) ?? "A";
  return text.slice(0, at) + other + text.slice(at + 1);
}
