import { PGlite } from "@electric-sql/pglite";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { EmbeddedAdapter } from "#lib/db/adapters.ts";

/** An empty database in memory with another empty one as its shadow: the bench on which migrations are compared. */
export async function scratchFactory(): Promise<SqlMigrationAwareDriverAdapterFactory> {
  return new EmbeddedAdapter(await PGlite.create());
}
