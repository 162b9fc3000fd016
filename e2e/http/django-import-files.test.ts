import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { account } from "#e2e/support/account-command.ts";
import { clientOf } from "#e2e/support/api.ts";
import { cheapHash, type DjangoUser, djangoUser, textFile } from "#e2e/support/django-file.ts";
import { look } from "#e2e/support/look.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

const place = sharedPlace();
const importing = (file: string, ...options: string[]) => account(place, "import", file, ...options);
const logIn = (login: string, password: string) => clientOf(place).post("/api/v1/accounts/login/", { login, password });
const emailOf = (user: DjangoUser) => user.email.toLowerCase();

let folder = "";
beforeAll(async () => {
  folder = await makeTempFolder();
});
afterAll(() => removeTempFolder(folder));

/** The rows that came of these users. */
function rowsOf(users: readonly DjangoUser[]) {
  return look(place, "SELECT * FROM users WHERE email = ANY($1::text[]) ORDER BY email", [users.map(emailOf)]);
}

describe("an import reads", () => {
  test("a custom user model, found by its fields, in JSON lines too", async () => {
    const user = djangoUser();
    const lines = [
      { model: "people.profile", pk: 1, fields: { user: 1, motto: "" } },
      { model: "people.Person", pk: "4f3e", fields: user },
    ];
    const file = await textFile(folder, "users.jsonl", lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    expect((await importing(file, "--apply", "--json")).json()).toMatchObject({ kind: "people.person", importable: 1 });
    expect((await logIn(user.username, cheapHash.password)).status).toBe(200);
  });

  test("the model that --model names, where two could be the users", async () => {
    const [user, other] = [djangoUser(), djangoUser()];
    const objects = [
      { model: "shop.customer", fields: other },
      { model: "people.person", fields: user },
    ];
    const file = await textFile(folder, "users.json", JSON.stringify(objects));
    expect((await importing(file, "--apply")).code).toBe(1);
    expect((await importing(file, "--apply", "--model", "people.Person")).code).toBe(0);
    expect(await rowsOf([user, other])).toMatchObject([{ email: emailOf(user) }]);
  });

  test("a CSV with a header, in any order of columns", async () => {
    const user = djangoUser();
    const cells = [
      emailOf(user),
      user.username,
      cheapHash.encoded,
      '"Lee, ""the\nfirst"""',
      "",
      "2021-02-03 02:05:06+00",
    ];
    const text = `\uFEFFEmail,username,password,first_name,is_active,date_joined\r\n${cells.join(",")}\r\n`;
    const answer = await importing(await textFile(folder, "users.csv", text), "--apply", "--json");
    expect(answer.json()).toMatchObject({ applied: false, faults: [{ where: "line 2", field: "first_name" }] });
    const whole = await textFile(folder, "users.csv", text.replace("the\n", "the "));
    expect((await importing(whole, "--apply")).code).toBe(0);
    expect(await rowsOf([user])).toMatchObject([{ first_name: 'Lee, "the first"', disabled_at: null }]);
    expect((await logIn(user.username, cheapHash.password)).status).toBe(200);
  });

  test.each([
    ["nothing.json", ""],
    ["short.csv", "username,email,is_active\nkim,kim@example.org\n"],
    ["half.json", '[{"model":"auth.user","pk":1,"fields":{"password":"pbkdf2_sha1$secret'],
    ["other.json", '{"users":[]}'],
    ["list.json", "[1,2]"],
    ["groups.json", '[{"model":"auth.group","pk":1,"fields":{"name":"x"}}]'],
    ["nameless.csv", "a,b\n1,2\n"],
    ["wide.csv", "username,email\nkim,kim@example.org,surplus\n"],
    ["quote.csv", 'username,email\nki"m",kim@example.org\n'],
    ["twice.csv", "username,email,email\nkim,kim@example.org,lee@example.org\n"],
  ])("nothing of %s, and quotes nothing of it", async (name, text) => {
    const answer = await importing(await textFile(folder, name, text), "--apply");
    expect([answer.code, answer.text]).toEqual([1, expect.not.stringMatching(/secret|\n {4}at /)]);
  });

  test("no file that is not there", async () => {
    expect((await importing("no-such-file.json")).code).toBe(1);
  });
});
