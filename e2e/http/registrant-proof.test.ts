import { describe, expect, test } from "vitest";
import { details } from "#e2e/support/answers.ts";
import { asOurPage, clientOf } from "#e2e/support/api.ts";
import { fieldsOf, type LinkFields } from "#e2e/support/links.ts";
import { lookOne } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { logIn, newPerson, pendingPerson, signUp, verify } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const bare = () => clientOf(place);
const unknown: LinkFields = {
  user_id: "01900000-0000-7000-8000-000000000000",
  timestamp: "1800000000",
  signature: "A".repeat(43),
};

async function statusOf(id: string): Promise<unknown> {
  const row = await lookOne(place, "SELECT status::text FROM users WHERE id = $1::uuid", [id]);
  return row["status"];
}

describe("the proof of the registrant", () => {
  test("is the cookie of the browser that signed up; it opens no session", async () => {
    const { client, fields, id } = await pendingPerson(place, mailbox);
    const answer = await verify(asOurPage(client, place), fields);
    expect([answer.status, answer.body]).toEqual([200, details.verified]);
    expect(await statusOf(id)).toBe("active");
    expect(client.cookies.get("session")).toBeNull();
  });

  test("is the password chosen at sign-up; it logs in", async () => {
    const { person, fields } = await pendingPerson(place, mailbox);
    const other = bare();
    const answer = await verify(asOurPage(other, place), fields, { password: person.password });
    expect(answer.status).toBe(200);
    expect((await other.get("/api/v1/accounts/profile/")).body).toMatchObject({ username: person.username });
  });

  test("is not a wrong password, which changes nothing", async () => {
    const { person, fields, id } = await pendingPerson(place, mailbox);
    const other = bare();
    const answer = await verify(asOurPage(other, place), fields, { password: "quiet-harbour-wrong" });
    expect([answer.status, answer.body]).toEqual([400, details.proofRequired]);
    expect([await statusOf(id), other.cookies.get("session")]).toEqual(["pending", null]);
    expect((await verify(asOurPage(other, place), fields, { password: person.password })).status).toBe(200);
  });

  test("is a new password, which replaces the stranger's and clears the names he set", async () => {
    const stranger = newPerson();
    const { body } = await signUp(bare(), stranger, { first_name: "Not", last_name: "Me" });
    const fields = fieldsOf(linkIn(await mailbox.take(stranger.email)));
    const password = newPerson().password;
    const owner = bare();
    const proof = { new_password: password, new_password_confirm: password };
    expect((await verify(asOurPage(owner, place), fields, proof)).status).toBe(200);
    const profile = await owner.get("/api/v1/accounts/profile/");
    expect(profile.body).toMatchObject({ id: body.id, first_name: "", last_name: "" });
    expect((await logIn(bare(), stranger)).body).toEqual(details.loginInvalid);
    expect((await logIn(bare(), { ...stranger, password })).status).toBe(200);
  });

  test("is demanded of our own page in a foreign browser", async () => {
    const { fields, id } = await pendingPerson(place, mailbox);
    const answer = await verify(asOurPage(bare(), place), fields);
    expect([answer.status, answer.body]).toEqual([400, details.proofRequired]);
    expect(await statusOf(id)).toBe("pending");
  });

  test("is not the cookie of another registration", async () => {
    const [mine, other] = await Promise.all([pendingPerson(place, mailbox), pendingPerson(place, mailbox)]);
    const answer = await verify(asOurPage(other.client, place), mine.fields);
    expect(answer.body).toEqual(details.proofRequired);
    expect(await statusOf(mine.id)).toBe("pending");
  });

  test("is not asked of a program that is no page of ours; it activates and never logs in", async () => {
    const { fields, id } = await pendingPerson(place, mailbox);
    const program = bare();
    expect((await verify(program, fields)).body).toEqual(details.verified);
    expect([await statusOf(id), program.cookies.get("session")]).toEqual(["active", null]);
  });

  test("a weak new password is told only to the holder of a genuine link", async () => {
    const { fields, id } = await pendingPerson(place, mailbox);
    const proof = { new_password: "12345678", new_password_confirm: "12345678" };
    expect((await verify(bare(), unknown, proof)).body).toEqual(details.invalidKey);
    const answer = await verify(bare(), fields, proof);
    expect([answer.status, Object.keys(answer.body)]).toEqual([400, expect.arrayContaining(["new_password"])]);
    expect(await statusOf(id)).toBe("pending");
  });
});
