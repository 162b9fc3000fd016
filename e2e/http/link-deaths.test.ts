import { describe, expect, test } from "vitest";
import { details } from "#e2e/support/answers.ts";
import type { Answer } from "#e2e/support/api.ts";
import type { LinkFields } from "#e2e/support/links.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { newPerson } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import {
  type AccountEvent,
  ageChange,
  cancelChange,
  changeAddress,
  changePassword,
  correctAddress,
  deleteAccount,
  disable,
  giveAddressAway,
  logOutEverywhere,
  requestOtherAddress,
  resetPassword,
} from "./link-deaths/events.ts";
import { another, type LinkDoor, type LiveLink, linkDoors, undoLinkOf } from "./link-deaths/link-doors.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const doors = linkDoors(place);
const { invalidKey, linkUsed, alreadyActivated, expired, emailTaken } = details;
const many = 16;

function doorOf(purpose: string): LinkDoor {
  const door = doors.find((candidate) => candidate.purpose === purpose);
  if (!door) throw new Error(purpose);
  return door;
}

/** What a genuine link of an earlier state is told. */
const spentAt = (purpose: string) => (purpose === "register" ? alreadyActivated : linkUsed);

/** Everything a link could change about an account; not how its mail stands, which the worker notes in its own time. */
async function stateOf(id: string): Promise<unknown> {
  const columns =
    "status, username, email, first_name, password_hash, security_version, email_verified_at, disabled_at";
  const users = await look(place, `SELECT ${columns} FROM users WHERE id = $1::uuid`, [id]);
  const changes = await look(place, "SELECT id, state FROM email_changes WHERE user_id = $1::uuid ORDER BY id", [id]);
  const sessions = await look(place, "SELECT id FROM sessions WHERE user_id = $1::uuid ORDER BY id", [id]);
  return { users, changes, sessions };
}

/** The link is refused with this body, opens nothing and changes nothing. */
async function expectDead(door: LinkDoor, { id, fields }: Pick<LiveLink, "id" | "fields">, body: object) {
  const before = await stateOf(id);
  const answer = await door.spend(fields);
  expect([answer.status, answer.body, answer.setCookies]).toEqual([400, body, []]);
  expect(await stateOf(id)).toEqual(before);
}

function expectOneWinner(answers: readonly Answer[], purpose: string): void {
  const lost = answers.filter(({ status }) => status !== 200);
  expect(answers.length - lost.length).toBe(1);
  for (const { status, body } of lost) expect([status, body]).toEqual([400, spentAt(purpose)]);
}

describe.each(doors.map((door) => [door.purpose, door] as const))("a link for %s", (purpose, door) => {
  test("works once", async () => {
    const live = await door.issue();
    expect((await door.spend(live.fields)).status).toBe(200);
    await expectDead(door, live, spentAt(purpose));
  });

  test("used by many at once works for one of them", async () => {
    const { fields } = await door.issue();
    const answers = await Promise.all(Array.from({ length: many }, () => door.spend(fields)));
    expectOneWinner(answers, purpose);
  });

  test("works to the end of its life, and no longer", async () => {
    const inTime = await door.issue();
    if (purpose === "email-undo") await ageChange(place, inTime, door.lifetime - 60);
    expect((await door.spend(await another(place, inTime, door.lifetime - 60))).status).toBe(200);
    const late = await door.issue();
    if (purpose === "email-undo") await ageChange(place, late, door.lifetime + 2);
    await expectDead(door, { ...late, fields: await another(place, late, door.lifetime + 2) }, expired);
  });

  test("from further in the future than a clock may be wrong is refused", async () => {
    const live = await door.issue();
    await expectDead(door, { ...live, fields: await another(place, live, -120) }, invalidKey);
    expect((await door.spend(await another(place, live, -30))).status).toBe(200);
  });

  test("of which one field was changed is refused, and still works unchanged", async () => {
    const live = await door.issue();
    for (const fields of changedFields(live.fields)) await expectDead(door, { ...live, fields }, invalidKey);
    expect((await door.spend(live.fields)).status).toBe(200);
  });

  test("opens no other door", async () => {
    const live = await door.issue();
    // Every endpoint gets all the fields it asks for; only the purpose is another one.
    const fields = { email: live.person.email, ...live.fields };
    const others = doors.filter((other) => other.purpose !== purpose);
    for (const other of others) await expectDead(other, { ...live, fields }, invalidKey);
    expect((await door.spend(live.fields)).status).toBe(200);
  });

  test("is of one account only", async () => {
    const [mine, theirs] = await Promise.all([door.issue(), door.issue()]);
    const fields = { ...mine.fields, user_id: theirs.id };
    await expectDead(door, { id: theirs.id, fields }, invalidKey);
    const ownAddress = theirs.fields.email === undefined ? {} : { email: theirs.fields.email };
    await expectDead(door, { id: theirs.id, fields: { ...fields, ...ownAddress } }, invalidKey);
  });

  test("is refused like a forged one while the account is disabled", async () => {
    const live = await door.issue();
    await disable(place, live);
    await expectDead(door, live, invalidKey);
  });

  test("of a deleted account is refused like a forged one", async () => {
    const live = await door.issue();
    await deleteAccount(place, live);
    await expectDead(door, live, invalidKey);
  });
});

type Death = {
  readonly purpose: string;
  readonly event: string;
  readonly happens: AccountEvent;
  readonly told: object;
};

// Where the stored address is another one by then, the link is as good as forged: it was signed over the old one.
const deaths: readonly Death[] = [
  { purpose: "register", event: "a reset of the password", happens: resetPassword, told: alreadyActivated },
  { purpose: "register", event: "a correction of the address", happens: correctAddress, told: invalidKey },
  { purpose: "register", event: "the use of a newer one", happens: spendAnother, told: alreadyActivated },
  { purpose: "email-change", event: "a change of the password", happens: changePassword, told: linkUsed },
  { purpose: "email-change", event: "a reset of the password", happens: resetPassword, told: linkUsed },
  { purpose: "email-change", event: "a change of the address", happens: changeAddress, told: linkUsed },
  { purpose: "email-change", event: "logging out everywhere", happens: logOutEverywhere, told: linkUsed },
  { purpose: "email-change", event: "taking the wish back", happens: cancelChange, told: linkUsed },
  { purpose: "email-change", event: "a newer wish", happens: requestOtherAddress, told: linkUsed },
  { purpose: "email-change", event: "the use of a newer one", happens: spendAnother, told: linkUsed },
  { purpose: "reset-password", event: "a change of the password", happens: changePassword, told: linkUsed },
  { purpose: "reset-password", event: "a change of the address", happens: changeAddress, told: invalidKey },
  { purpose: "reset-password", event: "logging out everywhere", happens: logOutEverywhere, told: linkUsed },
  { purpose: "reset-password", event: "the use of a newer one", happens: spendAnother, told: linkUsed },
  { purpose: "email-undo", event: "the use of a newer one", happens: spendAnother, told: linkUsed },
  { purpose: "email-undo", event: "the undo of an earlier change", happens: undoEarlierChange, told: linkUsed },
];

test.each(deaths)("a link for $purpose dies by $event", async ({ purpose, happens, told }) => {
  const door = doorOf(purpose);
  const live = await issueFor(door, happens);
  await happens(place, live);
  await expectDead(door, live, told);
});

const survived: readonly (readonly [string, AccountEvent])[] = [
  ["a change of the password", changePassword],
  ["a reset of the password", resetPassword],
  ["logging out everywhere", logOutEverywhere],
  ["a newer wish for another address", requestOtherAddress],
  ["a newer change of the address", changeAddress],
];

test.each(survived)("an undo link survives %s: a thief cannot kill it", async (_event, happens) => {
  const door = doorOf("email-undo");
  const live = await door.issue();
  await happens(place, live);
  expect((await door.spend(live.fields)).status).toBe(200);
  const sql = "SELECT email, password_hash FROM users WHERE id = $1::uuid";
  expect(await lookOne(place, sql, [live.id])).toEqual({ email: live.person.email, password_hash: null });
  expect(await look(place, "SELECT 1 FROM sessions WHERE user_id = $1::uuid", [live.id])).toEqual([]);
});

test("the account cannot be deleted while an undo link lives", async () => {
  const { client, person, fields } = await doorOf("email-undo").issue();
  const answer = await client.post("/api/v1/accounts/delete-account/", { password: person.password });
  expect([answer.status, answer.body.code]).toEqual([400, "undo_window_open"]);
  expect((await doorOf("email-undo").spend(fields)).status).toBe(200);
});

test("after an undo the old mailbox gets a link for a new password, and it works", async () => {
  const { person, fields } = await doorOf("email-undo").issue();
  expect((await doorOf("email-undo").spend(fields)).status).toBe(200);
  const reset = (await mailbox.all(person.email)).at(-1);
  expect(reset?.text).toContain("/reset-password?");
});

test.each([["register"], ["email-change"], ["email-undo"]])(
  "a link for %s says so when another account proved the address first",
  async (purpose) => {
    const door = doorOf(purpose);
    const live = await door.issue();
    await giveAddressAway(place, live.choice.email ?? live.person.email);
    await expectDead(door, live, emailTaken);
  },
);

async function spendAnother(_place: unknown, live: LiveLink): Promise<void> {
  const answer = await doorOf(live.choice.purpose).spend(await another(place, live));
  expect(answer.status).toBe(200);
}

/** For the undo of an earlier change the link must be of a later one. */
async function issueFor(door: LinkDoor, happens: AccountEvent): Promise<LiveLink> {
  const live = await door.issue();
  if (happens !== undoEarlierChange) return live;
  await changeAddress(place, live);
  const sql = "SELECT old_email FROM email_changes WHERE user_id = $1::uuid ORDER BY confirmed_at DESC LIMIT 1";
  const { old_email: email } = await lookOne(place, sql, [live.id]);
  return { ...live, ...(await undoLinkOf(place, mailbox, { id: live.id, email: String(email) })) };
}

async function undoEarlierChange(_place: unknown, { id, person }: LiveLink): Promise<void> {
  const { fields } = await undoLinkOf(place, mailbox, { id, email: person.email });
  expect((await doorOf("email-undo").spend(fields)).status).toBe(200);
}

function changedFields(link: LinkFields): LinkFields[] {
  const { timestamp, signature, email } = link;
  const last = signature.at(-1) === "A" ? "E" : "A";
  return [
    { ...link, user_id: "01900000-0000-7000-8000-000000000000" },
    { ...link, timestamp: String(Number(timestamp) + 1) },
    { ...link, timestamp: String(Number(timestamp) - 1) },
    { ...link, signature: (signature.startsWith("A") ? "B" : "A") + signature.slice(1) },
    { ...link, signature: signature.slice(0, -1) + last },
    { ...link, signature: signature.slice(0, -1) },
    ...(email === undefined ? [] : [{ ...link, email: newPerson().email }]),
  ];
}
