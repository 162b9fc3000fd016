import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readEnv } from "#lib/env/read.ts";
import { checkFolders } from "./check-folders.ts";

test("a folder for captured mails that cannot be written is named", async () => {
  const home = await mkdtemp(path.join(os.tmpdir(), "latchkey-folders-"));
  const about = async () => {
    const findings = await checkFolders(readEnv({ DATA_DIR: home }));
    return findings.filter(({ what }) => what.includes("MAIL_DIR"));
  };
  try {
    expect(await about()).toEqual([]);
    await writeFile(path.join(home, "mail"), "a file where the folder should be", { mode: 0o600 });
    expect(await about()).toMatchObject([{ level: "wrong", what: expect.stringContaining("cannot be written") }]);
  } finally {
    await rm(home, { recursive: true });
  }
});
