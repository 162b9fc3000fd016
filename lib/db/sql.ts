import { Prisma } from "./generated/client.ts";

/** A piece of SQL with its values, to be put into another; values never become text. */
export type Sql = Prisma.Sql;

/** A piece of SQL from a text with places `$1`, `$2`, … that another package wrote, to be put into another one. */
export function rawSql(text: string, values: readonly unknown[]): Sql {
  const places = [...text.matchAll(/\$(\d+)/g)].map(([, place]) => values[Number(place) - 1]);
  return new Prisma.Sql(text.split(/\$\d+/), places);
}

/** Makes a piece of SQL from a template. */
export const sql = Prisma.sql;
