import { type ColumnType, ColumnTypeEnum, type SqlQueryable, type SqlResultSet } from "@prisma/driver-adapter-utils";
import { Prisma } from "./generated/client.ts";

type Query = TemplateStringsArray | Prisma.Sql;

/** What runs statements: the database itself, each statement a transaction of its own, or one transaction. */
export type Statements = {
  /** The rows of a statement. Values never become text. */
  $queryRaw<T = unknown>(query: Query, ...values: unknown[]): Promise<T>;
  /** How many rows a statement changed. */
  $executeRaw(query: Query, ...values: unknown[]): Promise<number>;
  /** The rows of a statement that another package wrote, with places `$1`, `$2`, … */
  $queryRawUnsafe<T = unknown>(text: string, ...values: unknown[]): Promise<T>;
};

/**
 * Runs statements on Prisma's driver adapter itself: the same SQL, values and rows as through the client, without its engine,
 * which costs more than the statement does (docs/performance.md). Throws `DriverAdapterError` where the client would wrap it.
 */
export function statementsOn(driver: SqlQueryable): Statements {
  return {
    $queryRaw: async (query, ...values) => rowsOf(await driver.queryRaw(written(sqlOf(query, values)))),
    $executeRaw: async (query, ...values) => driver.executeRaw(written(sqlOf(query, values))),
    $queryRawUnsafe: async (text, ...values) => rowsOf(await driver.queryRaw(written({ text, values }))),
  };
}

function sqlOf(query: Query, values: readonly unknown[]): Prisma.Sql {
  return query instanceof Prisma.Sql ? query : new Prisma.Sql(query, values);
}

function written({ text, values }: Pick<Prisma.Sql, "text" | "values">) {
  const argTypes = values.map(
    (value) => ({ scalarType: "unknown", arity: Array.isArray(value) ? "list" : "scalar" }) as const,
  );
  return { sql: text, args: values.map(argument), argTypes };
}

function argument(value: unknown): unknown {
  if (value === undefined) return null;
  return typeof value === "bigint" ? String(value) : value;
}

/** The columns that the drivers give as text, and what is made of it. */
const readers = new Map<ColumnType, (text: string) => unknown>([
  [ColumnTypeEnum.Int64, BigInt],
  [ColumnTypeEnum.DateTime, (text) => new Date(text)],
  [ColumnTypeEnum.Json, JSON.parse],
]);

/** The columns that come as what they are; of any other kind a statement must make one of these by a cast. */
const plain: ReadonlySet<ColumnType> = new Set([
  ...[ColumnTypeEnum.Int32, ColumnTypeEnum.Float, ColumnTypeEnum.Double, ColumnTypeEnum.Boolean],
  ...[ColumnTypeEnum.Text, ColumnTypeEnum.Character, ColumnTypeEnum.Uuid, ColumnTypeEnum.Bytes],
  ...[ColumnTypeEnum.TextArray, ColumnTypeEnum.UuidArray, ColumnTypeEnum.Int32Array],
]);

// What a statement selects is known to whoever wrote it, not to the compiler.
function rowsOf<T>(result: SqlResultSet): T;
function rowsOf({ columnNames, columnTypes, rows }: SqlResultSet): unknown {
  const columns = columnNames.map((name, index) => ({ name, index, read: readerOf(columnTypes[index]) }));
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    for (const { name, index, read } of columns) row[name] = read(values[index]);
    return row;
  });
}

function readerOf(type: ColumnType | undefined): (value: unknown) => unknown {
  const reader = type === undefined ? undefined : readers.get(type);
  if (reader) return (value) => (value === null ? null : reader(String(value)));
  if (type !== undefined && plain.has(type)) return (value) => value;
  throw new Error("a statement answers with a kind of column that nobody reads: cast it");
}
