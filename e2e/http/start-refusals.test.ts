import { truncate } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, type Settings, settingsOf } from "#e2e/support/app.ts";
import { look } from "#e2e/support/look.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { currentDatabase } from "#e2e/support/place.ts";
import { runProgram } from "#e2e/support/process.ts";

// What keeps a server from starting is told in a sentence by the start, by the commands and by the doctor, each with its mend.
let app: App;
beforeAll(async () => {
  app = await startOwnApp();
  await app.stop();
});
afterAll(() => app?.dispose());

const onServer = test.runIf(currentDatabase() === "postgres");
const onEmbedded = test.runIf(currentDatabase() === "pglite");
const refused = (words: string | RegExp) => ({ code: 1, output: expect.stringMatching(words) });

function run(script: string, settings: Settings, ...args: string[]) {
  const file = `scripts/${script}.ts`;
  return runProgram(["--conditions=react-server", file, ...args], { ...settingsOf(app), ...settings });
}

onServer("TLS that is not to be had is named, and not waited for", async () => {
  const secured = { DATABASE_URL: `${app.databaseUrl}?sslmode=verify-full` };
  const words = /TLS to the database .*NODE_EXTRA_CA_CERTS/;
  const startedMs = performance.now();
  const start = app.restart(secured);
  await expect(start).rejects.toThrow(words);
  await expect(start).rejects.not.toThrow(/"event":"start_failed"/);
  expect(performance.now() - startedMs).toBeLessThan(30_000);
  expect(await run("account", secured, "list")).toMatchObject(refused(words));
  const found = /WRONG database: TLS to it fails\n +→ .*NODE_EXTRA_CA_CERTS/;
  expect(await run("doctor", secured)).toMatchObject(refused(found));
});

onServer("a newer database is refused, with the setting that lets it be, by which commands work as well", async () => {
  await look(
    app,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
     VALUES ('later', '', '29990101000000_later', now())`,
  );
  const words = "set DATABASE_MAY_BE_NEWER=true";
  await expect(app.restart({})).rejects.toThrow(words);
  expect(await run("account", {}, "list")).toMatchObject(refused(words));
  const found = /WRONG schema: .*newer than this version.*29990101000000_later/;
  expect(await run("doctor", {})).toMatchObject(refused(found));

  const letBe = { DATABASE_MAY_BE_NEWER: "true" };
  expect(await run("account", letBe, "list")).toMatchObject({ code: 0 });
  const warned = expect.stringMatching(/mind +schema: .*newer than this version/);
  expect(await run("doctor", letBe)).toMatchObject({ code: 0, output: warned });
});

onEmbedded("an embedded database that is damaged is named, with the way back", async () => {
  await truncate(path.join(app.dataFolder, "db", "global", "pg_control"));
  const words = "its files are damaged. Put back a copy";
  await expect(app.restart({})).rejects.toThrow(words);
  expect(await run("account", {}, "list")).toMatchObject(refused(words));
  expect(await run("doctor", {})).toMatchObject(refused(`WRONG database: it cannot be opened\n +→ .*${words}`));
});
