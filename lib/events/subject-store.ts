import type { Tx } from "#lib/db/unit.ts";
import type { EventUser } from "./event.ts";

/** A user as an event tells of them (null: there is none), and the database's clock of the same moment. */
export type Subject = { readonly user: EventUser | null; readonly at: Date };

type Row = Omit<EventUser, "id"> & { readonly id: string | null; readonly at: Date };

/** Reads both in one statement, whether or not there is such a user. */
export async function findSubject(tx: Pick<Tx, "$queryRaw">, userId: string | null): Promise<Subject> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT u.id, u.username, u.email, u.first_name AS "firstName", u.last_name AS "lastName",
           u.custom_fields AS "customFields", u.locale, now() AS at
      FROM (SELECT 1) AS one LEFT JOIN users u ON u.id = ${userId}::uuid`;
  if (!row) throw new Error("a query without conditions answers a row");
  const { at, id, ...facts } = row;
  return { at, user: id === null ? null : { id, ...facts } };
}
