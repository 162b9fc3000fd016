import { Prisma } from "./generated/client.ts";

/** A piece of SQL with its values, to be put into another; values never become text. */
export type Sql = Prisma.Sql;

/** Makes a piece of SQL from a template. */
export const sql = Prisma.sql;
