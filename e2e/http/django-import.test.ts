import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { account } from "#e2e/support/account-command.ts";
import { details } from "#e2e/support/answers.ts";
import { clientOf } from "#e2e/support/api.ts";
import { cheapHash, type DjangoUser, djangoUser, dumpdata } from "#e2e/support/django-file.ts";
import { djangoHashes, refusedHashes } from "#e2e/support/django-hashes.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, newPerson } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const importing = (file: string, ...options: string[]) => account(place, "import", file, ...options);
const logIn = (login: string, password: string) => clientOf(place).post("/api/v1/accounts/login/", { login, password });
const emailOf = (user: DjangoUser) => user.email.toLowerCase();

let folder = "";
beforeAll(async () => {
  folder = await makeTempFolder();
});
afterAll(() => removeTempFolder(folder));

/** The rows that came of these users, by address. */
function rowsOf(users: readonly DjangoUser[]) {
  return look(place, "SELECT * FROM users WHERE email = ANY($1::text[]) ORDER BY email", [users.map(emailOf)]);
}

async function hashOf(user: DjangoUser): Promise<string> {
  const row = await lookOne(place, "SELECT password_hash AS hash FROM users WHERE email = $1", [emailOf(user)]);
  return String(row["hash"]);
}

describe("a user exported from Django", () => {
  const users = djangoHashes.map(([, , password]) => djangoUser({ password }));

  beforeAll(async () => {
    const file = await dumpdata(folder, users);
    expect((await importing(file, "--json")).json()).toMatchObject({ applied: false, importable: users.length });
    expect(await rowsOf(users)).toEqual([]);
    expect((await importing(file, "--apply", "--json")).json()).toMatchObject({ applied: true, faults: [] });
  });

  test.each(djangoHashes.map(([algorithm, password], index) => ({ algorithm, password, index })))(
    "logs in with the old password $password ($algorithm), and owns an argon2id hash afterwards",
    async ({ password, index }) => {
      const user = users[index] ?? djangoUser();
      expect((await logIn(user.username, `${password}x`)).body).toEqual(details.loginInvalid);
      expect(await hashOf(user)).toBe(user["password"]);
      expect((await logIn(user.username, password)).status).toBe(200);
      expect(await hashOf(user)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect((await logIn(user.email, password)).status).toBe(200);
      expect((await logIn(user.username, `${password}x`)).body).toEqual(details.loginInvalid);
    },
  );
});

test("the first login of somebody who was imported is no new sign-in, as no device is known; the next one is", async () => {
  const user = djangoUser();
  const file = await dumpdata(folder, [user]);
  await importing(file, "--apply");
  const [, , hash] = djangoHashes[0] ?? [];
  await look(place, "UPDATE users SET password_hash = $1 WHERE email = $2", [hash, emailOf(user)]);
  const password = djangoHashes[0]?.[1] ?? "";
  expect((await logIn(user.email, password)).status).toBe(200);
  await mailbox.expectNone(emailOf(user));
  expect((await logIn(user.email, password)).status).toBe(200);
  expect((await mailbox.take(emailOf(user))).subject).toMatch(/sign-in/i);
});

test("names, times and state come along; privileges do not", async () => {
  const [active, inactive] = [djangoUser(), djangoUser({ is_active: false, last_login: null })];
  const answer = await importing(await dumpdata(folder, [active, inactive]), "--apply");
  expect([answer.code, answer.text]).toEqual([0, expect.stringContaining("is_staff, is_superuser")]);
  const shown = (await account(place, "show", active.email, "--json")).json();
  expect(shown).toMatchObject({
    username: active.username,
    email: emailOf(active),
    firstName: "Kim",
    lastName: "Lee",
    status: "active",
    passwordKind: "pbkdf2_sha1",
    emailVerifiedAt: expect.any(String),
    createdAt: "2021-02-03T02:05:06.000Z",
    lastLoginAt: "2024-05-01T09:30:00.123Z",
  });
  const disabled = (await account(place, "show", inactive.email, "--json")).json();
  expect(disabled).toMatchObject({ disabledAt: expect.any(String), emailVerifiedAt: null, lastLoginAt: null });
  expect((await logIn(inactive.username, cheapHash.password)).body).toEqual(details.loginInvalid);
});

test("an unusable password becomes none, and its owner sets one by mail", async () => {
  const user = djangoUser({ password: "!aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" });
  await importing(await dumpdata(folder, [user]), "--apply");
  for (const password of ["!", "!aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "null"]) {
    expect((await logIn(user.username, password)).body).toEqual(details.loginInvalid);
  }
  await account(place, "reset-link", user.username);
  const { password } = newPerson();
  const link = fieldsOf(linkIn(await mailbox.take(emailOf(user))));
  await clientOf(place).post("/api/v1/accounts/reset-password/", { ...link, password });
  expect((await logIn(user.username, password)).status).toBe(200);
});

test("the language of a row comes along; where it names none, it is that of --locale, else English", async () => {
  const [brazilian, other] = [djangoUser({ locale: "pt-br" }), djangoUser({ locale: "" })];
  expect((await importing(await dumpdata(folder, [brazilian, other]), "--apply", "--locale", "ja")).code).toBe(0);
  const third = djangoUser();
  await importing(await dumpdata(folder, [third]), "--apply");
  const languageOf = async (user: DjangoUser) => (await rowsOf([user]))[0]?.["locale"];
  expect(await Promise.all([brazilian, other, third].map(languageOf))).toEqual(["pt-BR", "ja", "en"]);
  expect((await importing(await dumpdata(folder, [djangoUser()]), "--locale", "tlh")).code).toBe(2);
});

describe("a file with faulty rows", () => {
  const same = djangoUser();
  const faulty: readonly (readonly [field: string, user: DjangoUser])[] = [
    ["password", djangoUser({ password: refusedHashes.unknown })],
    ["password", djangoUser({ password: refusedHashes.costly })],
    ["password", djangoUser({ password: 7 })],
    ["username", djangoUser({ username: "kim lee" })],
    ["username", djangoUser({ username: "kim@example.org" })],
    ["username", djangoUser({ username: "" })],
    ["email", djangoUser({ email: "nobody" })],
    ["email", djangoUser({ email: "" })],
    ["first_name", djangoUser({ first_name: "x".repeat(151) })],
    ["last_name", djangoUser({ last_name: "Lee\u0000" })],
    ["is_active", djangoUser({ is_active: "perhaps" })],
    ["date_joined", djangoUser({ date_joined: "2024-02-31T00:00:00Z" })],
    ["last_login", djangoUser({ last_login: "yesterday" })],
    ["last_login", djangoUser({ last_login: -1 })],
    ["date_joined", djangoUser({ date_joined: 1e300 })],
    ["username", djangoUser({ username: "k".repeat(1_000_000) })],
    ["username", djangoUser({ username: -7 })],
    ["email", djangoUser({ email: `${"k".repeat(10_000)}@example.org` })],
    ["first_name", djangoUser({ first_name: "\ud800" })],
    ["is_active", djangoUser({ is_active: { yes: "x".repeat(1_000_000) } })],
    ["password", djangoUser({ password: "pbkdf2_sha256$1$salt\u0000$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" })],
    ["password", djangoUser({ password: `scrypt$saltsalt$131072$16$16$${"A".repeat(86)}==` })],
    ["locale", djangoUser({ locale: "tlh" })],
    ["locale", djangoUser({ locale: 7 })],
    // Which of the two is the owner of the address is not ours to guess.
    ["email", djangoUser({ email: same.email.toUpperCase() })],
    ["email", djangoUser({ email: same.email })],
    ["username", djangoUser({ username: same.username.toUpperCase() })],
    ["username", djangoUser({ username: same.username })],
  ];
  const good = djangoUser();
  const everybody = [good, ...faulty.map(([, user]) => user)];

  test("imports nobody, and says of each row what is wrong and never what its hash is", async () => {
    const file = await dumpdata(folder, everybody);
    const answer = await importing(file, "--apply", "--json");
    expect(answer.code).toBe(1);
    const report = answer.json();
    const named = faulty.map(([field], index) => expect.objectContaining({ where: `pk ${index + 2}`, field }));
    expect(report).toMatchObject({ applied: false, importable: 1, faults: named });
    expect(answer.text).not.toMatch(/saltsalt/);
    expect(answer.text.length).toBeLessThan(20_000);
    const text = await importing(file, "--apply");
    expect([text.code, text.text]).toEqual([1, expect.stringMatching(/pk 2 {2}password: the hash \(md5\)/)]);
    expect(await rowsOf(everybody)).toEqual([]);
  });

  test("gives up only those rows with --skip-faulty", async () => {
    const answer = await importing(await dumpdata(folder, everybody), "--apply", "--skip-faulty");
    expect(answer.code).toBe(0);
    expect(await rowsOf(everybody)).toMatchObject([{ email: emailOf(good) }]);
    expect((await logIn(good.username, cheapHash.password)).status).toBe(200);
  });

  test("keeps whose hash is of no use with --drop-bad-hashes, without a password", async () => {
    const [md5, costly] = [
      djangoUser({ password: refusedHashes.unknown }),
      djangoUser({ password: refusedHashes.costly }),
    ];
    const answer = await importing(await dumpdata(folder, [md5, costly]), "--apply", "--drop-bad-hashes", "--json");
    expect(answer.json()).toMatchObject({
      applied: true,
      withoutPassword: 2,
      notes: [{ where: "pk 1" }, { where: "pk 2" }],
    });
    expect(await rowsOf([md5, costly])).toMatchObject([{ password_hash: null }, { password_hash: null }]);
    expect((await logIn(md5.username, "correct-Horse-7-staple")).body).toEqual(details.loginInvalid);
  });
});

test("names that accounts here have are refused, in whatever letters; so a second import brings nobody twice", async () => {
  const { person } = await activePerson(place, mailbox);
  const byName = djangoUser({ username: person.username.toUpperCase() });
  const byEmail = djangoUser({ email: person.email.toUpperCase() });
  const answer = await importing(await dumpdata(folder, [byName, byEmail]), "--apply", "--json");
  expect(answer.json()).toMatchObject({ faults: [{ field: "username" }, { field: "email" }] });
  const user = djangoUser();
  const file = await dumpdata(folder, [user]);
  expect((await importing(file, "--apply")).code).toBe(0);
  expect((await importing(file, "--apply")).code).toBe(1);
  expect(await rowsOf([user])).toHaveLength(1);
});

describe("inactive users", () => {
  const inactive = () => djangoUser({ is_active: false });

  test("become sign-ups that wait for their mail with --inactive pending", async () => {
    const user = inactive();
    await importing(await dumpdata(folder, [user]), "--apply", "--inactive", "pending");
    expect((await logIn(user.username, cheapHash.password)).body).toEqual(details.loginUnverified);
    const link = fieldsOf(linkIn(await mailbox.take(emailOf(user))));
    const proof = { ...link, password: cheapHash.password };
    expect((await clientOf(place).post("/api/v1/accounts/verify-registration/", proof)).status).toBe(200);
    expect((await logIn(user.username, cheapHash.password)).status).toBe(200);
  });

  test("are left out with --inactive skip", async () => {
    const users = [djangoUser(), inactive()];
    const answer = await importing(await dumpdata(folder, users), "--apply", "--inactive", "skip", "--json");
    expect(answer.json()).toMatchObject({ skipped: 1, importable: 1 });
    expect(await rowsOf(users)).toHaveLength(1);
  });
});

test("--unverified leaves the address to be proven, and the login open", async () => {
  const user = djangoUser();
  await importing(await dumpdata(folder, [user]), "--apply", "--unverified");
  expect(await rowsOf([user])).toMatchObject([{ status: "active", email_verified_at: null }]);
  expect((await logIn(user.username, cheapHash.password)).status).toBe(200);
});
