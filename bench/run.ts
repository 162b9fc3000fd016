// npm run bench [handlers] [hash] [mixed] [peer] [growth]: starts PostgreSQL and the application, and prints one table.
import { availableParallelism, cpus, totalmem } from "node:os";
import { eventually } from "#e2e/support/eventually.ts";
import { growth } from "./growth.ts";
import { fewAccounts, handlers, hashing, mixed, starting, waitingMails } from "./measures.ts";
import { besidePeer, findPeer } from "./peer.ts";
import { sourcesFor } from "./sources.ts";
import { openStage, type Stage } from "./stage.ts";
import { isKept, type Line, tableOf } from "./table.ts";

const parts = ["handlers", "hash", "mixed", "peer", "growth"] as const;
const asked = process.argv.slice(2);
const isAsked = (part: (typeof parts)[number]) => asked.length === 0 || asked.includes(part);

const peer = isAsked("peer") ? await findPeer() : null;
if (asked.includes("peer") && !peer) throw new Error("The part peer needs PEER_URL: docs/performance.md");

const lines: Line[] = [];
const stage = await openStage(fewAccounts);
try {
  const sources = await sourcesFor(stage);
  lines.push(...starting(stage));
  if (isAsked("handlers")) lines.push(...(await told(handlers(stage, sources))));
  if (isAsked("hash")) lines.push(...(await told(hashing(stage, sources))));
  if (isAsked("hash")) await mailsAreOut(stage);
  if (isAsked("mixed")) lines.push(...(await told(mixed(stage, sources))));
  if (isAsked("mixed")) await mailsAreOut(stage);
  if (peer) lines.push(...(await told(besidePeer(peer, { ...stage, sources, settle: () => mailsAreOut(stage) }))));
} finally {
  await stage.close();
}
if (isAsked("growth")) lines.push(...(await told(growth())));
const machine = `${cpus()[0]?.model ?? "?"}, ${availableParallelism()} processors, ${Math.round(totalmem() / 2 ** 30)} GiB`;
console.log(`\n${machine}, Node ${process.versions.node}\n\n${tableOf(lines)}\n`);
process.exitCode = lines.every(isKept) ? 0 : 1;

async function told(measured: Promise<readonly Line[]>): Promise<readonly Line[]> {
  const found = await measured;
  console.log(tableOf(found));
  return found;
}

function mailsAreOut(of: Stage): Promise<true> {
  return eventually("the end of the mails", async () => ((await waitingMails(of)) === 0 ? true : undefined), 300);
}
