import type { Database } from "#lib/db/client.ts";

/**
 * Gives a role the rows of every table that the present one owns here and in the queue's schema: to read and to write, never
 * to make, change or drop a table, nor to touch the list of migrations (OWASP ASVS 5.0, 13.2.2). Twice is harmless.
 */
export async function handOverRows({ prisma }: Database, role: string): Promise<void> {
  await prisma.$transaction([
    prisma.$executeRaw`SELECT set_config('latchkey.runtime_role', ${role}, true)`,
    prisma.$executeRaw`
      DO $$
      DECLARE
        role text := current_setting('latchkey.runtime_role');
        one record;
      BEGIN
        EXECUTE format('GRANT USAGE ON SCHEMA pgboss TO %I', role);
        FOR one IN SELECT schemaname AS room, tablename AS name FROM pg_tables
          WHERE schemaname IN (current_schema(), 'pgboss') AND tableowner = current_user
        LOOP
          EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I.%I TO %I', one.room, one.name, role);
        END LOOP;
        FOR one IN SELECT schemaname AS room, sequencename AS name FROM pg_sequences
          WHERE schemaname IN (current_schema(), 'pgboss') AND sequenceowner = current_user
        LOOP
          EXECUTE format('GRANT USAGE ON SEQUENCE %I.%I TO %I', one.room, one.name, role);
        END LOOP;
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM %I', role);
      END $$`,
  ]);
}
