import { describe, expect, test } from "vitest";
import { readCsv } from "./read-csv.ts";

describe("a CSV", () => {
  test("names its fields in the first line, in any case and order", () => {
    expect(readCsv("Email, USERNAME\nkim@example.org,kim\n").rows).toEqual([
      { where: "line 2", fields: { email: "kim@example.org", username: "kim" } },
    ]);
  });

  test("keeps commas, quotes and line breaks inside quotes, and counts lines as an editor does", () => {
    const { rows } = readCsv('username,first_name\r\nkim,"Lee, ""K""\r\nJr"\r\n\r\nlee,\r\n');
    expect(rows).toEqual([
      { where: "line 2", fields: { username: "kim", first_name: 'Lee, "K"\r\nJr' } },
      { where: "line 5", fields: { username: "lee" } },
    ]);
  });

  test.each(["username\n", "username", "username\r\n\r\n"])("%j has no users", (text) => {
    expect(readCsv(text).rows).toEqual([]);
  });

  test.each(["kim,x", "kim,x,y,z"])("with a row of %j says so of that row, and reads the others", (row) => {
    const { rows } = readCsv(`username,email,password\n${row}\nlee,lee@example.org,!\n`);
    expect(rows).toMatchObject([
      { where: "line 2", broken: expect.stringMatching(/^has \d cells/) },
      { where: "line 3" },
    ]);
    expect(rows[1]).not.toHaveProperty("broken");
  });

  test("whose quote is never closed is refused, however much follows", () => {
    expect(() => readCsv(`username\n"${"kim\n".repeat(5_000_000)}`)).toThrow(
      "Line 2: a quote is opened and never closed.",
    );
    expect(readCsv(`username\n"${'""'.repeat(5_000_000)}"`).rows[0]?.fields["username"]).toHaveLength(5_000_000);
  });

  test.each(["", "a,b\n1,2", "username,username\n", 'username\n"kim\n', 'username\nk"im\n', 'username\n"kim"x\n'])(
    "%j is refused",
    (text) => {
      expect(() => readCsv(text)).toThrow();
    },
  );
});
