import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openServerStage, type ServerStage } from "#e2e/faults/support/own-server.ts";
import { canMakeDisk, makeSmallDisk, type SmallDisk } from "#e2e/faults/support/small-disk.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { logIn, verify } from "#e2e/support/people.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

describe.skipIf(!canMakeDisk)("the database's disk that is full (needs root, for a disk of its own)", () => {
  let folder = "";
  let disk: SmallDisk;
  let stage: ServerStage;

  beforeAll(async () => {
    folder = await makeTempFolder();
    const { chmod } = await import("node:fs/promises");
    await chmod(folder, 0o755);
    disk = makeSmallDisk(folder, { megabytes: 400 });
    stage = await openServerStage({ home: `${disk.folder}/cluster`, settings: { max_wal_size: "64MB" } });
  });
  afterAll(async () => {
    await disk?.free();
    await stage?.end();
    disk?.remove();
    await removeTempFolder(folder);
  });

  test("refuses what must be written, serves what is only read, and harms nothing", async () => {
    const somebody = await stage.witness.signUp();
    if (!somebody) throw new Error("the registration was not acknowledged");
    const { client, person } = somebody;
    expect((await verify(client, fieldsOf(linkIn(await stage.api.take(person.email))))).status).toBe(200);
    expect((await logIn(client, person)).status).toBe(200);
    await disk.fill();
    const from = stage.witness.answers.length;
    const fails = async () => {
      for (let written = 0; written < 10; written += 1) await stage.witness.signUp();
      return stage.witness.answers.slice(from).some(({ status }) => status === 503) ? true : undefined;
    };
    await eventually("the first write that finds no room", fails, 120);
    expect((await client.get("/api/v1/accounts/profile/")).status).toBe(200);
    expect((await fetch(`${stage.app.url}/api/health/live/`)).status).toBe(200);
    await disk.free();
    await eventually("writing again", async () => ((await stage.witness.signUp()) ? true : undefined), 30);
    await stage.keepsItsWord();
  });
});
