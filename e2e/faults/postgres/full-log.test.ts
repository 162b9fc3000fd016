import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mailTo } from "#e2e/faults/support/api-stage.ts";
import { childrenOf } from "#e2e/faults/support/children.ts";
import { expectPromisesKept, isReady, watchVersions } from "#e2e/faults/support/invariants.ts";
import { canMakeDisk, makeSmallDisk, type SmallDisk } from "#e2e/faults/support/small-disk.ts";
import { witnessOf } from "#e2e/faults/support/witness.ts";
import { clientOf } from "#e2e/support/api.ts";
import { makePlace, settingsOf } from "#e2e/support/app.ts";
import { dropDatabase } from "#e2e/support/databases.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { type MailApiPeer, startMailApiPeer } from "#e2e/support/mail-api-peer.ts";
import { type Place, stageOf } from "#e2e/support/place.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

const pageBytes = 4_096;
const token = randomBytes(24).toString("hex");

describe.skipIf(!canMakeDisk)(
  "the disk of log and temporary files that is full (needs root, for a disk of its own)",
  () => {
    let folder: string;
    let disk: SmallDisk;
    let api: MailApiPeer;
    let place: Place;
    let server: ChildProcess;
    const file = () => path.join(disk.folder, "log");

    beforeAll(async () => {
      folder = await makeTempFolder();
      disk = makeSmallDisk(folder, { megabytes: 256 });
      api = await startMailApiPeer();
      place = await makePlace({ database: "postgres", ...stageOf("postgres") });
      const own = { ...mailTo(api), METRICS_TOKEN: token, WEB_CONCURRENCY: "2", TMPDIR: disk.folder };
      const log = openSync(file(), "a");
      const env = { PATH: process.env["PATH"], NODE_ENV: "production", ...settingsOf(place), ...own } as const;
      server = spawn(process.execPath, ["server.ts"], { env, stdio: ["ignore", log, log] });
      closeSync(log);
      await eventually("the start", () => (readFileSync(file(), "utf8").includes('"ready"') ? true : undefined), 60);
    });
    afterAll(async () => {
      if (server?.kill("SIGTERM")) await once(server, "exit");
      disk?.remove();
      await api?.close();
      await dropDatabase(stageOf("postgres").serverUrl ?? "", place.databaseUrl ?? "");
      for (const one of [folder, place.dataFolder]) await removeTempFolder(one);
    });

    const toldDrops = async () => {
      const { text } = await clientOf(place).get("/api/metrics/", { headers: { authorization: `Bearer ${token}` } });
      return Number(/^latchkey_events_total\{event="log_lines_dropped"\} (\d+)$/m.exec(text)?.[1] ?? 0);
    };

    test("costs lines, which are counted, and nothing else: not even a worker that dies meanwhile", async () => {
      const witness = witnessOf(place);
      const noVersionFell = watchVersions(place);
      await disk.fill();
      // What the last page of the file still takes belongs to it already.
      const isFull = async () => {
        await isReady(place);
        return statSync(file()).size % pageBytes === 0 ? true : undefined;
      };
      await eventually("the log's last page to be full", isFull);
      const workers = await childrenOf(server.pid ?? 0);
      process.kill(workers[0] ?? 0, "SIGKILL");
      const isReplaced = async () => {
        const now = await childrenOf(server.pid ?? 0);
        return now.length === 2 && !now.includes(workers[0] ?? 0) ? true : undefined;
      };
      await eventually("the replacement", isReplaced, 20);
      await isReady(place);
      for (let done = 0; done < 5; done += 1) expect(await witness.signUp()).not.toBeNull();
      await eventually("the figure of lines that were dropped", async () => (await toldDrops()) || undefined, 30);
      expect(readFileSync(file(), "utf8")).not.toContain("log_lines_dropped");
      await disk.free();
      const isTold = () => /"event":"log_lines_dropped","count":[1-9]/.test(readFileSync(file(), "utf8")) || undefined;
      await eventually("the line that says so", isTold, 30);
      await expectPromisesKept({ witness, api, noVersionFell, logs: () => readFileSync(file(), "utf8") });
    });
  },
);
