import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type CapturedMail, capturedFilePattern } from "./captured.ts";

const capturedMail = z.object({
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  from: z.string(),
  to: z.string(),
  replyTo: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  headers: z.record(z.string(), z.string()),
});

/**
 * The captured mails of a folder, newest first, at most `limit`. A folder that is not there is an empty inbox; files
 * that are none of ours are passed over.
 */
export async function listInbox(directory: string, limit = 200): Promise<CapturedMail[]> {
  const names = (await namesIn(directory)).filter((name) => capturedFilePattern.test(name));
  const newest = names.sort().reverse().slice(0, limit);
  const mails = await Promise.all(newest.map((name) => readCaptured(path.join(directory, name))));
  return mails.filter((mail) => mail !== null);
}

/** One captured mail by its id, or null. The id is only compared with names that are there, never put into a path. */
export async function findInInbox(directory: string, id: string): Promise<CapturedMail | null> {
  const name = (await namesIn(directory)).find((candidate) => capturedFilePattern.exec(candidate)?.[1] === id);
  return name === undefined ? null : readCaptured(path.join(directory, name));
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch {
    return [];
  }
}

async function readCaptured(file: string): Promise<CapturedMail | null> {
  try {
    const parsed = capturedMail.safeParse(JSON.parse(await readFile(file, "utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
