import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { djangoHashes } from "./django-hashes.ts";

/** The fields of a user as Django's `dumpdata` writes them. */
export type DjangoUser = Readonly<Record<string, unknown>> & { readonly username: string; readonly email: string };

/** A hash of Django's that costs little, and its password. */
export const cheapHash = { password: "password", encoded: cheap("pbkdf2_sha1") } as const;

/** A user of some Django site, whose name and address nobody else has; a test that cares about a field names it. */
export function djangoUser(fields: Readonly<Record<string, unknown>> = {}): DjangoUser {
  const unique = randomBytes(6).toString("hex");
  return {
    password: cheapHash.encoded,
    last_login: "2024-05-01T09:30:00.123Z",
    is_superuser: false,
    username: `Kim_${unique}`,
    first_name: "Kim",
    last_name: "Lee",
    email: `Kim.${unique}@Example.org`,
    is_staff: true,
    is_active: true,
    date_joined: "2021-02-03T04:05:06+02:00",
    groups: [],
    user_permissions: [],
    ...fields,
  };
}

/** Writes what `dumpdata` would write for these users, other models around them, and answers the file's path. */
export async function dumpdata(folder: string, users: readonly DjangoUser[], model = "auth.user"): Promise<string> {
  const group = { model: "auth.group", pk: 1, fields: { name: "editors", permissions: [] } };
  const objects = [group, ...users.map((fields, index) => ({ model, pk: index + 1, fields }))];
  return textFile(folder, "users.json", JSON.stringify(objects));
}

/** Writes a file of this text and answers its path. */
export async function textFile(folder: string, name: string, text: string): Promise<string> {
  const file = path.join(folder, `${randomBytes(4).toString("hex")}-${name}`);
  await writeFile(file, text);
  return file;
}

function cheap(algorithm: string): string {
  const found = djangoHashes.find(([name, password]) => name === algorithm && password === "password");
  if (!found) throw new Error(`no hash of ${algorithm}`);
  return found[2];
}
