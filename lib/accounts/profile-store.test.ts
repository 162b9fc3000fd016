import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPostgres } from "#e2e/support/postgres.ts";
import { database } from "#lib/db/client.ts";
import { newId } from "#lib/db/new-id.ts";
import { openOwnDatabase } from "#lib/db/own-database.ts";
import { type ProfileChange, storeProfile } from "./profile-store.ts";

describe.each(["pglite", "postgres"] as const)("a change of a profile on %s", (kind) => {
  let close: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    close = await openOwnDatabase(kind === "postgres" ? await startPostgres() : null);
  }, 60_000);
  afterAll(() => close?.(), 60_000);

  const nothing: ProfileChange = {
    ...{ username: undefined, usernameKey: undefined, firstName: undefined, lastName: undefined },
    customFields: {},
  };

  async function somebody() {
    const names = { username: "Kim", usernameKey: newId(), firstName: "Kim", lastName: "Lee" };
    const user = { ...names, email: `${newId()}@example.org`, customFields: { city: "Oslo", age: 7 } };
    const { id } = await database().prisma.user.create({ data: { ...user, id: newId(), status: "active" } });
    const { usernameKey: _key, ...facts } = user;
    return { id, facts: { ...facts, userId: id } };
  }

  test("touches what is named and nothing else, each custom field by itself", async () => {
    const { id, facts } = await somebody();
    expect(await storeProfile(id, nothing)).toEqual(facts);
    expect(await storeProfile(id, { ...nothing, firstName: "" })).toEqual({ ...facts, firstName: "" });
    const customFields = { age: null, team: "red" };
    expect(await storeProfile(id, { ...nothing, customFields })).toEqual({
      ...facts,
      firstName: "",
      customFields: { city: "Oslo", age: null, team: "red" },
    });
  });

  test("renames by name and key together", async () => {
    const { id, facts } = await somebody();
    const [username, usernameKey] = ["Lee", newId()];
    expect(await storeProfile(id, { ...nothing, username, usernameKey })).toEqual({ ...facts, username });
    expect(await database().prisma.user.findUnique({ where: { id } })).toMatchObject({ username, usernameKey });
  });

  test("of nobody is null", async () => {
    expect(await storeProfile(newId(), { ...nothing, firstName: "Kim" })).toBeNull();
  });
});
