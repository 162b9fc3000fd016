import { clientOf } from "#e2e/support/api.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look, lookOne, type Row } from "#e2e/support/look.ts";
import { linkIn } from "#e2e/support/mailbox.ts";
import { newPerson, registration } from "#e2e/support/people.ts";
import { type Check, type Checks, isSuccess, type Judged, textsIn, told } from "./check.ts";

const nostate: Check = (_value, { one: { changed } }) =>
  changed.length === 0 ? null : `It changed ${changed.join(", ")}.`;

/** The row a sign-up made, a profile belongs to, a link was for. */
async function rowOf({ performance, one: { answer } }: Judged): Promise<Row> {
  const { world, subject, endpoint } = performance;
  const own = endpoint === "profile_update" ? world.seeds.user_a.id : subject?.id;
  const id = answer.body?.id ?? own;
  return lookOne(world.app, "SELECT to_jsonb(u) AS row FROM users u WHERE id = $1::uuid", [String(id)]).then(
    ({ row }) => Object.fromEntries(Object.entries(row ?? {})),
  );
}

const storedWithout: Check = async (value, judged) => {
  if (!isSuccess(judged.one.answer)) return told("Expected success", judged.one.answer);
  const row = await rowOf(judged);
  const sent = new Map(Object.entries(judged.performance.sent));
  const kept = value.split(",").filter((name) => {
    const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const custom = JSON.stringify(row["custom_fields"] ?? {}).includes(`"${name}"`);
    const stored = row[column === "user_id" ? "id" : column];
    return custom || (stored !== undefined && JSON.stringify(stored) === JSON.stringify(sent.get(name)));
  });
  return kept.length === 0 ? null : `It stored ${kept.join(", ")}.`;
};

const storedEqualsMailed: Check = async (_value, judged) => {
  const { email } = await rowOf(judged);
  const mailed = judged.one.mails.map(({ to }) => to);
  const isSame = mailed.length === 1 && mailed[0] === email && judged.one.answer.body?.email === email;
  return isSame ? null : `Stored is ${String(email)}, mailed was ${mailed.join(", ")}.`;
};

const canonical: Check = async (value, { performance: { world, endpoint, subject }, one: { answer } }) => {
  const [row] =
    endpoint === "email_change"
      ? await look(
          world.app,
          "SELECT new_email AS email FROM email_changes WHERE user_id = $1::uuid AND state = 'pending'",
          [subject?.id],
        )
      : await look(world.app, "SELECT email FROM users WHERE id = $1::uuid", [String(answer.body?.id)]);
  return row?.["email"] === value ? null : `Expected ${value} to be stored, not ${String(row?.["email"])}.`;
};

const notEqualTo: Check = async (value, { performance: { world }, one: { answer, mails } }) => {
  const isSame = answer.body?.email === value || mails.some(({ to }) => to === value);
  const rows = await look(world.app, "SELECT 1 FROM users WHERE email = $1", [value]);
  return isSame || rows.length > 0 ? `It was taken for ${value}.` : null;
};

/** Whatever was mailed went to that account or to the one who asked; whoever was logged in is that account. */
const sameAccountAs: Check = async (value, { performance: { world, subject }, one: { answer, mails } }) => {
  const strangers = mails.filter(({ to }) => to !== value && to !== subject?.person.email);
  if (strangers.length > 0) return `Mail went to ${strangers.map(({ to }) => to).join(", ")}.`;
  const client = clientOf(world.app);
  client.cookies.keep(answer.setCookies);
  if (client.cookies.get("session") === null) return null;
  const { body } = await client.get("/api/v1/accounts/profile/");
  return body?.email === value ? null : `It logged in ${body?.email}.`;
};

/** Two sign-ups count in the same counters: the second one's row of none is new. */
const sameBucketAs: Check = async (value, { performance: { world, fields } }) => {
  const signUp = (email: string) =>
    clientOf(world.app).post("/api/v1/accounts/register/", registration(newPerson({ email })));
  const counters = async () => {
    await world.quiet();
    return Number((await lookOne(world.app, "SELECT count(*)::int AS n FROM limit_buckets"))["n"]);
  };
  await signUp(value);
  const before = await counters();
  await signUp(String(fields["email"]));
  return (await counters()) === before ? null : `It has a counter that ${value} does not have.`;
};

const emailUnchanged: Check = async (_value, judged) => {
  const { input, sent, endpoint } = judged.performance;
  const brought = endpoint === "profile_update" ? textsIn(sent) : textsIn(input);
  const { email } = await rowOf(judged);
  return brought.includes(String(email)) ? `The address is now ${String(email)}.` : null;
};

/** The effect of a link has come about. */
const state: Check = async (value, judged) => {
  if (value !== "verified") throw new Error(`No state is called "${value}".`);
  const { performance } = judged;
  if (performance.endpoint === "reset_confirm") return loginWith(String(performance.fields["password"]), judged);
  const row = await rowOf(judged);
  const isDone = row["status"] === "active" && row["email"] === performance.subject?.person.email;
  return isDone && row["email_verified_at"] !== null ? null : `The row is ${JSON.stringify(row)}.`;
};

/** The link of the pending seed: a page without proof is asked for one only while it lives; nothing is changed. */
const oldLinkDead: Check = async (_value, { performance: { world } }) => {
  const headers = { origin: world.app.url };
  const answer = await clientOf(world.app).post("/api/v1/accounts/verify-registration/", world.seeds.pending.link, {
    headers,
  });
  return answer.body?.code === "proof_required" ? "The older link lives." : null;
};

const loginWith = async (password: string, judged: Judged): Promise<string | null> => {
  const answer = await loginAnswer(password, judged);
  return isSuccess(answer) ? null : told("Expected this password to log in", answer);
};

async function loginAnswer(password: string, { performance, one }: Judged) {
  const { world, endpoint, subject, fields } = performance;
  const client = clientOf(world.app);
  const mail = endpoint === "register" ? one.mails[0] : undefined;
  // Twice is harmless: the second use of the link is refused.
  if (mail) await client.post("/api/v1/accounts/verify-registration/", fieldsOf(linkIn(mail)));
  const login = endpoint === "register" ? fields["username"] : subject?.person.username;
  return client.post("/api/v1/accounts/login/", { login, password });
}

/** The words about what is stored, and about who can do what afterwards. */
export const stateChecks: Checks = {
  nostate,
  canonical,
  state,
  stored_without: storedWithout,
  stored_equals_mailed: storedEqualsMailed,
  not_equal_to: notEqualTo,
  same_account_as: sameAccountAs,
  same_bucket_as: sameBucketAs,
  same_bucket: sameBucketAs,
  email_unchanged: emailUnchanged,
  old_link_dead: oldLinkDead,
  login_with: loginWith,
  login_fails_with: async (password, judged) =>
    isSuccess(await loginAnswer(password, judged)) ? `"${password}" logs in as well.` : null,
};
