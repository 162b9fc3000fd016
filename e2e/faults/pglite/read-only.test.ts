import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canMakeDisk, makeSmallDisk, type SmallDisk } from "#e2e/faults/support/small-disk.ts";
import { freePort } from "#e2e/support/free-port.ts";
import { runProgram } from "#e2e/support/process.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

describe.skipIf(!canMakeDisk)("a data folder that cannot be written (needs root, for a disk of its own)", () => {
  let folder = "";
  let disk: SmallDisk;
  beforeAll(async () => {
    folder = await makeTempFolder();
    disk = makeSmallDisk(folder, { isReadOnly: true });
  });
  afterAll(async () => {
    disk?.remove();
    await removeTempFolder(folder);
  });

  test("refuses the start with a sentence that names it", async () => {
    const port = String(await freePort());
    const settings = { APP_URL: `http://localhost:${port}`, PORT: port, DATA_DIR: `${disk.folder}/data` };
    const { code, output } = await runProgram(["server.ts"], settings);
    expect([code, output]).toEqual([1, expect.stringMatching(/DATA_DIR .* cannot be written/)]);
  });
});
