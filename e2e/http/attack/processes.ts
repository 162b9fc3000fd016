import { readdir, readFile, readlink } from "node:fs/promises";
import type { Place } from "#e2e/support/place.ts";

/** The processes of an application: those that were started with its address. None where the system has no /proc. */
async function processesOf({ url }: Pick<Place, "url">): Promise<string[]> {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const own = await Promise.all(
    ids.map(async (id) => {
      const environment = await readFile(`/proc/${id}/environ`, "latin1").catch(() => "");
      return environment.split("\0").includes(`APP_URL=${url}`) ? id : null;
    }),
  );
  return own.filter((id) => id !== null);
}

/** The resident memory of an application, or null where nobody can tell. */
export async function residentMegabytes(place: Pick<Place, "url">): Promise<number | null> {
  const ids = await processesOf(place);
  const texts = await Promise.all(ids.map((id) => readFile(`/proc/${id}/status`, "latin1").catch(() => "")));
  const kilobytes = texts.map((text) => Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? 0));
  return ids.length === 0 ? null : kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

const loopback = /^(?:0100007F|[0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F|0{8}|0{32})$/;

/** Where an application is connected to beyond the loopback, as the kernel writes addresses. */
export async function foreignConnections(place: Pick<Place, "url">): Promise<string[]> {
  const own = new Set((await Promise.all((await processesOf(place)).map(socketsOf))).flat());
  const tables = await Promise.all(
    ["tcp", "tcp6", "udp", "udp6"].map((name) => readFile(`/proc/net/${name}`, "latin1").catch(() => "")),
  );
  const rows = tables.flatMap((table) => table.split("\n").slice(1)).map((line) => line.trim().split(/\s+/));
  const foreign = rows.filter(
    ([, , remote = "", , , , , , , inode = ""]) => own.has(inode) && !loopback.test(remote.split(":")[0] ?? ""),
  );
  return foreign.map(([, , remote = ""]) => remote);
}

async function socketsOf(id: string): Promise<string[]> {
  const names = await readdir(`/proc/${id}/fd`).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`/proc/${id}/fd/${name}`).catch(() => "")));
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}
