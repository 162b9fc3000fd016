import { watch } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { eventually } from "./eventually.ts";
import { lookOne } from "./look.ts";
import type { Place } from "./place.ts";

const mailShape = z.object({
  id: z.string(),
  createdAt: z.string(),
  from: z.string(),
  to: z.string(),
  replyTo: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  headers: z.record(z.string(), z.string()),
});

/** A mail as the inbox transport keeps it. */
export type Mail = Readonly<z.infer<typeof mailShape>>;

/** The one reader of an application's captured mail. What it took once it never gives again. */
export type Mailbox = {
  /** Waits (30 s at most: a first try that failed is tried again after ten) for mail to this address, demands that it is exactly one, and marks it read. */
  take(to: string): Promise<Mail>;
  /** Waits until every mail job made so far is done, and demands that no unread mail to this address is there. */
  expectNone(to: string): Promise<void>;
  /** All mails to this address, read or not, oldest first, once every mail job made so far is done. */
  all(to: string): Promise<Mail[]>;
};

/** The mailbox of an application with the inbox transport. */
export function mailboxOf(place: Place): Mailbox {
  const read = new Set<string>();
  const unread = async (to: string) =>
    (await mailsIn(place.mailFolder)).filter((mail) => mail.to === to && !read.has(mail.id));
  return {
    async take(to) {
      const mails = await arrival(place.mailFolder, to, () => unread(to));
      const [mail] = mails;
      if (!mail || mails.length > 1) throw new Error(`${mails.length} mails to ${to}: ${subjects(mails)}`);
      read.add(mail.id);
      return mail;
    },
    async expectNone(to) {
      await mailQueueIsDone(place);
      const mails = await unread(to);
      if (mails.length > 0) throw new Error(`No mail to ${to} was expected, but there is: ${subjects(mails)}`);
    },
    all: async (to) => (await allMails(place)).filter((mail) => mail.to === to),
  };
}

/** Every captured mail, oldest first, once every mail job made so far is done. */
export async function allMails(place: Place): Promise<Mail[]> {
  await mailQueueIsDone(place);
  return mailsIn(place.mailFolder);
}

/** The signed link in a mail: the only address in its text that carries a signature or an activation key. */
export function linkIn(mail: Pick<Mail, "text" | "subject">): URL {
  const links = [...new Set(mail.text.match(/https?:\/\/[^\s<>"]+/g) ?? [])].filter((text) =>
    /[?&/](?:signature=|activation_key=|activate\/)/.test(text),
  );
  const [link] = links;
  if (link === undefined || links.length > 1) throw new Error(`${links.length} links in "${mail.subject}"`);
  return new URL(link);
}

/**
 * Waits until no mail job that exists now is still to be done. That is sound: a job is made in the transaction of its
 * cause, so whatever an answered request asked for is in the queue before its answer is; and a worker ends a job only
 * after its mail's file is there. Jobs of other tests, made later, are not waited for. After a kill, a job that was under
 * way runs again within half a minute: give it a longer deadline.
 */
export async function mailQueueIsDone(place: Place, deadlineSeconds = 30): Promise<void> {
  const { now } = await lookOne(place, "SELECT now()::text AS now");
  const open = `SELECT count(*)::int AS jobs FROM pgboss.job
    WHERE name = 'mail' AND state IN ('created', 'retry', 'active') AND created_on <= $1::timestamptz`;
  const isDone = async () => ((await lookOne(place, open, [now]))["jobs"] === 0 ? true : undefined);
  await eventually("the end of all mail jobs", isDone, deadlineSeconds);
}

/** Looks at each mail that comes, and once a second at all there are, as a watcher may miss one. */
async function arrival(folder: string, to: string, unread: () => Promise<Mail[]>): Promise<Mail[]> {
  await mkdir(folder, { recursive: true });
  const { promise, resolve, reject } = Promise.withResolvers<Mail[]>();
  const lookAtAll = () => void unread().then((mails) => (mails.length > 0 ? resolve(mails) : undefined), reject);
  const lookAt = (name: string) =>
    void mailIn(folder, name).then((mail) => (mail?.to === to ? lookAtAll() : undefined), reject);
  const watcher = watch(folder, (_event, name) => (name?.endsWith(".json") ? lookAt(name) : undefined));
  const everySecond = setInterval(lookAtAll, 1_000);
  const limit = setTimeout(() => reject(new Error(`No mail to ${to} came within 30 s.`)), 30_000);
  try {
    lookAtAll();
    return await promise;
  } finally {
    watcher.close();
    clearInterval(everySecond);
    clearTimeout(limit);
  }
}

/** Mails already read, by folder and file: a file never changes, and a shared folder holds thousands. */
const known = new Map<string, Map<string, Mail>>();

async function mailsIn(folder: string): Promise<Mail[]> {
  const names = await readdir(folder).catch(() => []);
  const mails: Mail[] = [];
  for (const name of names.filter((file) => file.endsWith(".json")).sort()) {
    const mail = await mailIn(folder, name);
    if (mail) mails.push(mail);
  }
  return mails;
}

/** Undefined when it has been removed. */
async function mailIn(folder: string, name: string): Promise<Mail | undefined> {
  const ofFolder = known.get(folder) ?? new Map<string, Mail>();
  known.set(folder, ofFolder);
  const mail = ofFolder.get(name);
  if (mail) return mail;
  const text = await readFile(path.join(folder, name), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (text !== null) ofFolder.set(name, mailShape.parse(JSON.parse(text)));
  return ofFolder.get(name);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function subjects(mails: readonly Mail[]): string {
  return mails.map((mail) => `"${mail.subject}"`).join(", ");
}
