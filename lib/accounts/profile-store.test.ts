import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPostgres } from "#e2e/support/postgres.ts";
import { closeDatabase, database, openDatabase } from "#lib/db/client.ts";
import { applyMigrations } from "#lib/db/migrations/migrate.ts";
import { newId } from "#lib/db/new-id.ts";
import { handOn } from "#lib/env.ts";
import { type ProfileChange, storeProfile } from "./profile-store.ts";

describe.each(["pglite", "postgres"] as const)("a change of a profile on %s", (kind) => {
  const stop: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const home = await mkdtemp(path.join(os.tmpdir(), "latchkey-profile-"));
    stop.unshift(() => rm(home, { recursive: true, force: true }));
    const server = kind === "postgres" ? await startPostgres() : null;
    if (server) stop.unshift(() => server.stop());
    handOn({ DATA_DIR: home, DATABASE_URL: server?.url ?? "", LOG_LEVEL: "error" });
    await openDatabase();
    stop.unshift(closeDatabase);
    await applyMigrations(database().factory);
  }, 60_000);

  afterAll(async () => {
    for (const end of stop.splice(0)) await end();
  }, 60_000);

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
