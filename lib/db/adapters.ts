import { messages, type PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import { DatabaseError } from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";

// Prisma's two ways to a database, with scripts that happen whole or not at all. Its own cuts a migration for a server at
// every semicolon and runs each piece by itself: one that was killed would leave half of it behind, and a function's body
// would be torn. The embedded one does not wait for the script, so one that fails would be taken for applied. Sent in one
// message, a script is one transaction (PostgreSQL, "Multiple Statements in a Simple Query").

/** Prisma's way to a PostgreSQL server. */
export class ServerAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const run = (script: string) => adapter.underlyingDriver().query(script);
    return Object.assign(adapter, { executeScript: whole(run) });
  }
}

/** Prisma's way to the embedded database. */
export class EmbeddedAdapter extends PrismaPGlite {
  readonly #embedded: PGlite;

  constructor(embedded: PGlite) {
    super(embedded);
    this.#embedded = embedded;
  }

  override async connect() {
    const adapter = await super.connect();
    return Object.assign(adapter, { executeScript: whole((script) => this.#embedded.exec(script)) });
  }
}

function whole(run: (script: string) => Promise<unknown>): (script: string) => Promise<void> {
  return async (script) => {
    try {
      await run(script);
    } catch (error) {
      if (!(error instanceof DatabaseError) && !(error instanceof messages.DatabaseError)) throw error;
      const { code = "N/A", severity = "N/A", message, detail, column, hint } = error;
      throw new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
    }
  };
}
