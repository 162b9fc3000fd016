import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobsIn, makeRetriesDue } from "#e2e/faults/support/api-stage.ts";
import { openServerStage, type ServerStage } from "#e2e/faults/support/own-server.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { logIn, verify } from "#e2e/support/people.ts";
import { isTherePostgresWith } from "#e2e/support/postgres-binaries.ts";

const tools = ["pg_dump", "pg_restore"] as const;
const hasTools = await isTherePostgresWith(tools);

describe.skipIf(!hasTools)("a backup of the server (needs PostgreSQL with pg_dump and pg_restore)", () => {
  let stage: ServerStage;
  beforeAll(async () => {
    stage = await openServerStage({ tools });
  });
  afterAll(() => stage?.end());

  const run = (tool: (typeof tools)[number], ...args: readonly string[]) =>
    promisify(execFile)(path.join(stage.server.bin ?? "", tool), [...args]);
  const someone = async () => {
    const registered = await stage.witness.signUp();
    if (!registered) throw new Error("the registration was not acknowledged");
    return registered;
  };

  test("made while it serves brings back accounts, sessions, links and the mails that had not left", async () => {
    const [active, waiting] = [await someone(), await someone()];
    const link = fieldsOf(linkIn(await stage.api.take(waiting.person.email)));
    const confirmed = fieldsOf(linkIn(await stage.api.take(active.person.email)));
    expect((await verify(active.client, confirmed)).status).toBe(200);
    expect((await logIn(active.client, active.person)).status).toBe(200);
    await stage.api.down();
    const unmailed = await someone();
    await eventually("the failed try", async () => ((await jobsIn(stage.app, "retry")) > 0 ? true : undefined));

    const file = path.join(stage.app.dataFolder, "latchkey.dump");
    const url = stage.app.databaseUrl ?? "";
    await run("pg_dump", "--format=custom", `--file=${file}`, url);
    await stage.app.stop();
    const [name, maintenance] = [new URL(url).pathname.slice(1), { ...stage.app, databaseUrl: stage.server.url }];
    await look(maintenance, `DROP DATABASE "${name}" WITH (FORCE)`);
    await look(maintenance, `CREATE DATABASE "${name}" TEMPLATE template0`);
    await run("pg_restore", "--exit-on-error", "--single-transaction", `--dbname=${url}`, file);
    await stage.api.up();
    await stage.app.restart();

    expect((await active.client.get("/api/v1/accounts/profile/")).status).toBe(200);
    expect((await logIn(stage.witness.client(), active.person)).status).toBe(200);
    expect((await verify(waiting.client, link)).status).toBe(200);
    await makeRetriesDue(stage.app);
    const late = fieldsOf(linkIn(await stage.api.take(unmailed.person.email)));
    expect((await verify(unmailed.client, late)).status).toBe(200);
    await stage.keepsItsWord();
  });
});
