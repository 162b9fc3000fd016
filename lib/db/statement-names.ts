const most = 500;

const names = new Map<string, string>();

/**
 * The name of a statement, one for each text in this process, so that a connection has it parsed and planned once instead of
 * at every use. An empty name is none: after the first 500 texts (there are far fewer), because a server keeps a name
 * as long as the connection. A pooler in between must keep a client on its connection.
 */
export function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= most) return "";
  const name = `latchkey_${names.size + 1}`;
  names.set(sql, name);
  return name;
}
