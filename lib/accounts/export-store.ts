import { database } from "#lib/db/client.ts";

const when = { createdAt: true } as const;

/** What is kept about one person, by kind. */
export type AccountExport = Readonly<Record<string, unknown>>;

/** Reads everything about a user but password and token hashes. */
export async function readEverything(userId: string): Promise<AccountExport> {
  const user = await database().prisma.user.findUnique({
    where: { id: userId },
    omit: { passwordHash: true, registrantHash: true, usernameKey: true, securityVersion: true },
    include: {
      sessions: {
        select: { id: true, kind: true, lastSeenAt: true, authenticatedAt: true, device: true, network: true, ...when },
      },
      identities: { select: { provider: true, subject: true, ...when } },
      emailChanges: { omit: { userId: true } },
      events: { omit: { userId: true }, orderBy: { at: "desc" } },
    },
  });
  return user ?? {};
}
