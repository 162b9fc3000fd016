import { access, constants, stat, statfs } from "node:fs/promises";
import path from "node:path";
import type { Env } from "#lib/env/read.ts";
import { type Finding, fine, mind, wrong } from "./finding.ts";

const leastMib = 200;

/** The folders and files of ours: there, ours to write, for nobody else to read, and with room. */
export async function checkFolders(settings: Env): Promise<readonly Finding[]> {
  return [...(await ofDataDir(settings)), ...(await ofMailDir(settings))];
}

async function ofDataDir({ DATA_DIR, DATABASE_URL, IS_LOCAL }: Env): Promise<readonly Finding[]> {
  const isNeeded = DATABASE_URL === undefined || IS_LOCAL;
  const found = await stat(DATA_DIR).catch(() => null);
  if (found === null) return isNeeded ? [fine(`folder: ${DATA_DIR} is made at the first start`)] : [];
  if (!found.isDirectory())
    return [wrong(`folder: DATA_DIR (${DATA_DIR}) is no folder`, "Remove the file, or name another folder.")];
  if (!(await mayWrite(DATA_DIR)))
    return [
      wrong(`folder: DATA_DIR (${DATA_DIR}) cannot be written by this user`, "Give this user the folder: chown -R."),
    ];
  return [
    fine(`folder: ${DATA_DIR} can be written`),
    ...(found.mode & 0o077
      ? [mind(`folder: ${DATA_DIR} can be read by other users of this machine`, `chmod 700 ${DATA_DIR}`)]
      : []),
    ...(await ofRoom(DATA_DIR)),
    ...(await ofSecretFile(path.join(DATA_DIR, "secret"))),
    ...(await ofEnvFile()),
  ];
}

/** Where captured mails go; made with the first of them. */
async function ofMailDir({ MAIL_TRANSPORT, MAIL_DIR }: Env): Promise<readonly Finding[]> {
  if (MAIL_TRANSPORT !== "inbox" || (await stat(MAIL_DIR).catch(() => null)) === null || (await mayWrite(MAIL_DIR)))
    return [];
  return [
    wrong(`folder: MAIL_DIR (${MAIL_DIR}) cannot be written by this user`, "Give this user the folder: chown -R."),
  ];
}

async function mayWrite(folder: string): Promise<boolean> {
  return access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function ofRoom(folder: string): Promise<readonly Finding[]> {
  const { bavail, bsize } = await statfs(folder);
  const mib = Math.floor((bavail * bsize) / 2 ** 20);
  return mib < leastMib
    ? [wrong(`disk: ${mib} MiB are left for ${folder}`, "Make room: the database stops writing on a full disk.")]
    : [];
}

async function ofSecretFile(file: string): Promise<readonly Finding[]> {
  const found = await stat(file).catch(() => null);
  if (found === null) return [];
  const days = Math.floor((Date.now() - found.mtimeMs) / 86_400_000);
  return [
    fine(`key: the local one is ${days} days old`),
    ...(found.mode & 0o077
      ? [wrong(`key: ${file} can be read by other users of this machine`, `chmod 600 ${file}`)]
      : []),
  ];
}

async function ofEnvFile(): Promise<readonly Finding[]> {
  const found = await stat(".env").catch(() => null);
  return found && found.mode & 0o004
    ? [mind("settings: .env can be read by every user of this machine", "chmod 600 .env")]
    : [];
}
