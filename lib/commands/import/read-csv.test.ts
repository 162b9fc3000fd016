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

  test.each([
    "",
    "a,b\n1,2",
    "username,username\n",
    "username\nkim,lee\n",
    'username\n"kim\n',
    'username\nk"im\n',
    'username\n"kim"x\n',
  ])("%j is refused", (text) => {
    expect(() => readCsv(text)).toThrow();
  });
});
