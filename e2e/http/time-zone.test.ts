import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "#e2e/support/app.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { loggedInPerson, pendingPerson } from "#e2e/support/people.ts";
import { currentDatabase } from "#e2e/support/place.ts";

// A server takes the zone of the machine it was set up on; the drivers read and write times without theirs.
let app: App;
beforeAll(async () => {
  app = await startOwnApp({ TZ: "Asia/Kolkata" });
  if (app.databaseUrl === null) return;
  const { name } = await lookOne(app, "SELECT quote_ident(current_database()) AS name");
  await look(app, `ALTER DATABASE ${String(name)} SET TimeZone TO 'Asia/Kolkata'`);
  await app.stop();
  await app.restart();
});
afterAll(() => app?.dispose());

test.runIf(currentDatabase() === "postgres")(
  "what keeps another zone although UTC was asked for does not start",
  async () => {
    const pooled = await startOwnApp();
    try {
      // Stands for a pooler that drops what a connection asks for: the last word is not the client's.
      await look(
        pooled,
        `CREATE FUNCTION elsewhere() RETURNS event_trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM set_config('TimeZone', 'Asia/Kolkata', false); END $$`,
      );
      await look(pooled, "CREATE EVENT TRIGGER elsewhere ON login EXECUTE FUNCTION elsewhere()");
      await pooled.stop();
      await expect(pooled.restart()).rejects.toThrow("keep Asia/Kolkata instead of UTC");
    } finally {
      await pooled.dispose();
    }
  },
);

test("where neither machine keeps UTC, a session's times are when they were", async () => {
  const { client } = await loggedInPerson(app, mailboxOf(app));
  const { body } = await client.get("/api/v1/accounts/sessions/");
  const [session] = body.sessions;
  expect(Math.abs(Date.parse(session.created_at) - Date.now())).toBeLessThan(120_000);
});

test("where neither machine keeps UTC, a second mail prolongs a sign-up by its link's life and no more", async () => {
  const mailbox = mailboxOf(app);
  const { client, id, person } = await pendingPerson(app, mailbox);
  await look(app, "UPDATE users SET link_expires_at = now() + interval '1 day' WHERE id = $1::uuid", [id]);
  await client.post("/api/v1/accounts/resend-verification/", { email: person.email });
  await mailbox.take(person.email);
  const row = await lookOne(
    app,
    "SELECT extract(epoch FROM link_expires_at - now())::float8 AS seconds FROM users WHERE id = $1::uuid",
    [id],
  );
  expect(Math.abs(Number(row["seconds"]) - 7 * 86_400)).toBeLessThan(120);
});
