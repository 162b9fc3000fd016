import { database } from "#lib/db/client.ts";

/** One event as its owner sees it. */
export type HistoryEntry = {
  readonly id: string;
  readonly name: string;
  readonly at: Date;
  readonly device: string;
  readonly network: string;
};

/** The newest 100 events of a user. */
export async function readHistory(userId: string): Promise<HistoryEntry[]> {
  return database().prisma.accountEvent.findMany({
    where: { userId },
    select: { id: true, name: true, at: true, device: true, network: true },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 100,
  });
}
