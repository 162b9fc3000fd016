import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findInInbox, listInbox } from "#lib/mail/inbox-reader.ts";
import { inboxTransport } from "./inbox.ts";
import { sampleMail } from "./sample-mail.ts";

const otherId = "019a8f6e-7c1b-7f3e-9a55-0c8d6f0b7a12";

describe("the captured mail", () => {
  let home: string;
  let directory: string;

  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), "latchkey-inbox-"));
    directory = path.join(home, "mail");
  });

  afterEach(() => rm(home, { recursive: true }));

  it("is one JSON file, named by the time its job was made and its id", async () => {
    expect(await inboxTransport(directory)(sampleMail())).toEqual({ state: "sent" });
    const name = "2026-11-21T08-01-02.345Z-019a8f6e-7c1b-7f3e-9a55-0c8d6f0b7a11.json";
    expect(await readdir(directory)).toEqual([name]);
    const { mailId, createdAt, messageId, headers, ...mail } = sampleMail();
    expect(JSON.parse(await readFile(path.join(directory, name), "utf8"))).toEqual({
      id: mailId,
      createdAt: createdAt.toISOString(),
      ...mail,
      headers: { "Message-ID": messageId, ...headers },
    });
  });

  it("is never overwritten: the same mail again is already sent", async () => {
    const send = inboxTransport(directory);
    await send(sampleMail());
    expect(await send(sampleMail({ text: "another text" }))).toEqual({ state: "sent" });
    expect((await listInbox(directory)).map(({ text }) => text)).toEqual([sampleMail().text]);
  });

  it("is one file when the same mail is sent many times at once", async () => {
    const send = inboxTransport(directory);
    const sent = await Promise.all(Array.from({ length: 20 }, () => send(sampleMail())));
    expect(new Set(sent.map(({ state }) => state))).toEqual(new Set(["sent"]));
    expect(await readdir(directory)).toHaveLength(1);
  });

  it("is tried again when the folder cannot be written", async () => {
    await writeFile(directory, "a file where the folder should be");
    expect(await inboxTransport(directory)(sampleMail())).toMatchObject({ state: "later" });
  });

  it("is listed newest first, whatever else lies in the folder", async () => {
    const send = inboxTransport(directory);
    await send(sampleMail());
    await send(sampleMail({ mailId: otherId, createdAt: new Date("2026-11-21T09:00:00Z") }));
    await writeFile(path.join(directory, "notes.txt"), "not a mail");
    await writeFile(
      path.join(directory, "2026-11-21T10-00-00.000Z-00000000-0000-4000-8000-000000000000.json"),
      "{half",
    );
    expect((await listInbox(directory)).map(({ id }) => id)).toEqual([otherId, sampleMail().mailId]);
  });

  it("is found by its id and by nothing else", async () => {
    await inboxTransport(directory)(sampleMail());
    expect((await findInInbox(directory, sampleMail().mailId))?.subject).toBe(sampleMail().subject);
    expect(await findInInbox(directory, otherId)).toBeNull();
    expect(await findInInbox(directory, "../mail")).toBeNull();
  });

  it("is an empty inbox where there is no folder", async () => {
    expect(await listInbox(path.join(home, "nowhere"))).toEqual([]);
  });
});
