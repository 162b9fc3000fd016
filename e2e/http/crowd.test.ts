import { expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { look } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { activePerson, logIn } from "#e2e/support/people.ts";
import { currentDatabase } from "#e2e/support/place.ts";

// A deadlock costs everybody behind it a second: that is how often PostgreSQL looks for one. The embedded database has one
// connection, so nobody meets there.
test.skipIf(currentDatabase() === "pglite")(
  "a crowd that logs in from one address never locks itself out",
  async () => {
    const app = await startOwnApp();
    try {
      const people = await Promise.all(Array.from({ length: 4 }, () => activePerson(app, mailboxOf(app))));
      const crowd = Array.from({ length: 24 }, (_, index) => people[index % people.length]);
      const statuses = await Promise.all(
        crowd.map(async (one) => (one ? (await logIn(clientOf(app), one.person)).status : 0)),
      );
      expect(new Set(statuses)).toEqual(new Set([200]));
      // What a connection has counted it tells when it ends, at the latest.
      await app.stop();
      const [row] = await look(app, "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()");
      expect(row).toEqual({ deadlocks: 0 });
    } finally {
      await app.dispose();
    }
  },
);
