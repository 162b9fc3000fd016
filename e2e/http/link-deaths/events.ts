import { clientOf } from "#e2e/support/api.ts";
import { signedLink } from "#e2e/support/links.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { newPerson } from "#e2e/support/people.ts";
import type { Place } from "#e2e/support/place.ts";
import { expectOk, type LiveLink } from "./link-doors.ts";

/** Something that happens to the account of a link. */
export type AccountEvent = (place: Place, live: LiveLink) => Promise<unknown>;

const api = "/api/v1/accounts";

/** The owner changes the password, logged in. */
export const changePassword: AccountEvent = (_place, { client, person }) => {
  const { password } = newPerson();
  const body = { old_password: person.password, password, password_confirm: password };
  return expectOk(client.post(`${api}/change-password/`, body));
};

/** Somebody resets the password by a link. */
export const resetPassword: AccountEvent = async (place, { id }) => {
  const link = await signedLink(place, id, { purpose: "reset-password" });
  return expectOk(clientOf(place).post(`${api}/reset-password/`, { ...link, password: newPerson().password }));
};

/** A waiting sign-up gets another address. */
export const correctAddress: AccountEvent = (_place, { client }) =>
  expectOk(client.post(`${api}/correct-registration/`, { email: newPerson().email }));

/** The owner asks to move to another address, and does not confirm it. */
export const requestOtherAddress: AccountEvent = (_place, { client }) =>
  expectOk(client.post(`${api}/register-email/`, { email: newPerson().email }));

/** The owner moves to another address. */
export const changeAddress: AccountEvent = async (place, { client, id }) => {
  const { email } = newPerson();
  await expectOk(client.post(`${api}/register-email/`, { email }));
  const link = await signedLink(place, id, { purpose: "email-change", email });
  return expectOk(client.post(`${api}/verify-email/`, { ...link }));
};

/** The owner takes a wish for another address back. */
export const cancelChange: AccountEvent = (_place, { client }) => expectOk(client.post(`${api}/cancel-email-change/`));

/** The owner logs out everywhere else. */
export const logOutEverywhere: AccountEvent = (_place, { client }) =>
  expectOk(client.send("DELETE", `${api}/sessions/`));

/** The operator disables the account. */
export const disable: AccountEvent = (place, { id }) =>
  look(place, "UPDATE users SET disabled_at = now(), security_version = security_version + 1 WHERE id = $1::uuid", [
    id,
  ]);

/** The owner deletes the account; a sign-up that nobody confirmed, and what the API would keep, is removed by the operator. */
export const deleteAccount: AccountEvent = async (place, { id, client, person }) => {
  const answer = await client.post(`${api}/delete-account/`, { password: person.password });
  if (answer.status !== 200) await look(place, "DELETE FROM users WHERE id = $1::uuid", [id]);
};

/** Somebody else proves the address that this link is about: another account owns it from then on. */
export async function giveAddressAway(place: Place, email: string): Promise<void> {
  const person = newPerson({ email });
  const { status, body } = await clientOf(place).post(`${api}/register/`, {
    ...person,
    password_confirm: person.password,
  });
  if (status !== 201) throw new Error(`Signing up answered ${status}`);
  await expectOk(clientOf(place).post(`${api}/verify-registration/`, { ...(await signedLink(place, body.id)) }));
}

/** Makes a confirmed change look as if it had happened this long ago. */
export async function ageChange(place: Place, { choice }: LiveLink, seconds: number): Promise<void> {
  const sql = `UPDATE email_changes SET confirmed_at = confirmed_at - $2::int * interval '1 second'
    WHERE id = $1::uuid RETURNING id`;
  await lookOne(place, sql, [choice.state, seconds]);
}
