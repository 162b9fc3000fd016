const most = 500;

/** What the driver tells about a statement before it is sent. */
type Statement = { readonly sql: string; readonly args: readonly unknown[] };

/**
 * Names statements, so that each connection has them parsed and planned once instead of at every use. An empty name is none:
 * for BEGIN and COMMIT, which have nothing to plan, and after the first 500 texts (there are fewer than a hundred), because a
 * server keeps a name as long as the connection. A pooler in between must keep a client on its connection.
 */
export function makeStatementNames(): (statement: Statement) => string {
  const names = new Map<string, string>();
  return ({ sql, args }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (args.length === 0 || names.size >= most) return "";
    const name = `latchkey_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
