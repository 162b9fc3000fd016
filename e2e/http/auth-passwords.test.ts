import { describe, expect, test } from "vitest";
import { faults, seenFromOutside } from "#e2e/support/answers.ts";
import { clientOf, type Fields } from "#e2e/support/api.ts";
import { signedLink } from "#e2e/support/links.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, newPerson } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import { bearer, logInForTokens, personWithTokens, refresh, userBy } from "#e2e/support/tokens.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const auth = "/api/v1/auth";
const post = (path: string, fields: Fields) => clientOf(place).post(`${auth}${path}`, fields);

describe("password/change/", () => {
  const fresh = { new_password1: "amber-lantern-harbour-73", new_password2: "amber-lantern-harbour-73" };

  test.each([
    [{ old_password: "x" }, { old_password: ["Your old password was entered incorrectly. Please enter it again."] }],
    [{ old_password: undefined }, { old_password: [faults.required] }],
    [{ new_password2: "another" }, { new_password2: ["The two password fields didn't match."] }],
    [{ new_password1: "12345678", new_password2: "12345678" }, { new_password2: expect.any(Array) }],
  ])("with %j is refused in the words of the package", async (change, body) => {
    const { person, tokens } = await personWithTokens(place, mailbox);
    const fields = { old_password: person.password, ...fresh, ...change };
    const answer = await clientOf(place).post(`${auth}/password/change/`, fields, bearer(tokens.access));
    expect([answer.status, answer.body]).toEqual([400, body]);
    expect((await userBy(place, tokens.access)).status).toBe(200);
  });

  test("keeps the caller's tokens and ends every other session", async () => {
    const { person, tokens, client } = await personWithTokens(place, mailbox);
    const other = await logInForTokens(place, person);
    await client.post("/api/v1/accounts/login/", { login: person.username, password: person.password });
    const fields = { old_password: person.password, ...fresh };
    const answer = await clientOf(place).post(`${auth}/password/change/`, fields, bearer(tokens.access));
    expect([answer.status, answer.body]).toEqual([200, { detail: "New password has been saved." }]);
    expect((await userBy(place, tokens.access)).status).toBe(200);
    expect((await userBy(place, other.access)).status).toBe(401);
    expect((await refresh(place, other.refresh)).status).toBe(401);
    expect((await client.get("/api/v1/accounts/profile/")).status).toBe(401);
    const next = await refresh(place, tokens.refresh);
    expect([next.status, (await userBy(place, next.body.access)).status]).toEqual([200, 200]);
  });
});

describe("password/reset/", () => {
  test("answers the same for everybody, and mails whoever it is", async () => {
    const { person } = await activePerson(place, mailbox);
    const known = await post("/password/reset/", { email: person.email });
    expect([known.status, known.body]).toEqual([200, { detail: "Password reset e-mail has been sent." }]);
    expect(seenFromOutside(await post("/password/reset/", { email: newPerson().email }))).toEqual(
      seenFromOutside(known),
    );
    await mailbox.take(person.email);
  });

  test("confirm/ judges the link first, then the password; a success ends every session", async () => {
    const { id, person, tokens } = await personWithTokens(place, mailbox);
    const { user_id: uid, timestamp, signature } = await signedLink(place, id, { purpose: "reset-password" });
    const confirm = (fields: Fields) =>
      post("/password/reset/confirm/", { uid, token: `${timestamp}-${signature}`, ...fields });
    const invalid = { token: ["Invalid value"] };
    const good = { new_password1: "amber-lantern-harbour-73", new_password2: "amber-lantern-harbour-73" };
    const weak = { new_password1: "12345678", new_password2: "12345678" };
    const forged = [`${timestamp}-${"A".repeat(43)}`, `${timestamp}`, "x", `${Number(timestamp) + 1}-${signature}`];
    for (const token of forged) expect((await confirm({ token, ...weak })).body).toEqual(invalid);
    expect((await confirm({ uid: "1", ...good })).body).toEqual(invalid);
    expect(Object.keys((await confirm(weak)).body)).toEqual(["new_password2"]);
    expect((await confirm({ ...good, new_password2: "another" })).body).toEqual({
      new_password2: ["The two password fields didn't match."],
    });
    expect((await confirm({})).body).toEqual({ new_password1: [faults.required], new_password2: [faults.required] });
    const answer = await confirm(good);
    expect([answer.status, answer.body]).toEqual([200, { detail: "Password has been reset with the new password." }]);
    expect((await userBy(place, tokens.access)).status).toBe(401);
    expect((await refresh(place, tokens.refresh)).status).toBe(401);
    await logInForTokens(place, { ...person, password: good.new_password1 });
  });
});
