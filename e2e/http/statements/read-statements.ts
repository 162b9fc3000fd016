/** Reads what one client of PostgreSQL sends (protocol 3.0, "Message Formats"). */
export type StatementReader = {
  /** The statements that these bytes completed, and the name the client gave itself at its start. */
  read(bytes: Buffer): { readonly applicationName: string; readonly texts: readonly string[] };
};

const protocol3 = 196_608;

/** A reader for one connection, from its first byte on. */
export function readStatements(): StatementReader {
  let rest = Buffer.alloc(0);
  let applicationName: string | null = null;
  const prepared = new Map<string, string>();
  const portals = new Map<string, string>();

  const statementsIn = (type: string, body: Buffer): string[] => {
    const [first = "", second = ""] = body.toString("utf8").split("\0");
    if (type === "Q") return [first];
    if (type === "P") prepared.set(first, second);
    if (type === "B") portals.set(first, prepared.get(second) ?? "");
    return type === "E" ? [portals.get(first) ?? ""] : [];
  };

  return {
    read(bytes) {
      rest = Buffer.concat([rest, bytes]);
      const texts: string[] = [];
      for (;;) {
        // Only the very first messages have no letter in front of their length.
        const offset = applicationName === null ? 0 : 1;
        if (rest.length < offset + 4) break;
        const end = offset + rest.readInt32BE(offset);
        if (rest.length < end) break;
        const [type, body] = [rest.toString("latin1", 0, offset), rest.subarray(offset + 4, end)];
        rest = rest.subarray(end);
        if (applicationName !== null) texts.push(...statementsIn(type, body));
        else if (body.readInt32BE(0) === protocol3) applicationName = nameIn(body.subarray(4));
      }
      return { applicationName: applicationName ?? "", texts };
    },
  };
}

/** `application_name` among the names and values of a start-up message. */
function nameIn(parameters: Buffer): string {
  const words = parameters.toString("utf8").split("\0");
  const at = words.indexOf("application_name");
  return at < 0 ? "" : (words[at + 1] ?? "");
}
