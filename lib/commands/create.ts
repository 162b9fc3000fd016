import { findTaken, insertUser, isNameTaken, type NewUser } from "#lib/accounts/registration-store.ts";
import { newId } from "#lib/db/new-id.ts";
import { transact } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { canonicalEmail } from "#lib/identity/email-address.ts";
import { checkUsername } from "#lib/identity/username.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { nameField } from "#lib/schemas/fields.ts";
import { type Command, CommandFault, UsageFault } from "./command.ts";
import { localeIn } from "./language.ts";
import { byOperator, fromNowhere, mailPromise, requireReset } from "./operator.ts";
import { tell } from "./outcome.ts";
import { readArgs } from "./read-args.ts";

const options = {
  username: { type: "string" },
  email: { type: "string" },
  "first-name": { type: "string", default: "" },
  "last-name": { type: "string", default: "" },
  locale: { type: "string" },
  pending: { type: "boolean", default: false },
} as const;

/**
 * `create --username NAME --email ADDRESS`: an active account without a password, and a mail with the link to set one, which
 * also proves the address. With `--pending`: a sign-up like any other, and its verification mail. Reserved names, which
 * nobody can register, can be given here. `--locale` is the language of its mails. While RESET_PASSWORD_VERIFICATION_ENABLED=false
 * only with `--pending`.
 */
export const create: Command = async (args, io) => {
  const { values } = readArgs(args, [], options);
  if (!values.pending) requireReset(" With --pending the password is set when the address is confirmed.");
  const user = { ...newUser(values), isActive: !values.pending };
  const { id: userId, username, email } = user;
  const taken = await findTaken(user);
  if (taken.username) throw new CommandFault("This username is taken.");
  if (taken.email) throw new CommandFault("Another account has this address.");
  try {
    await transact(async (unit) => {
      await insertUser(unit, { user, from: byOperator });
      const purpose = values.pending ? "verify-registration" : "reset-password";
      await queueMail(unit, { purpose, userId, version: "1", ...fromNowhere });
    });
  } catch (error) {
    if (!isNameTaken(error)) throw error;
    throw new CommandFault("Somebody took the username or the address at this very moment.");
  }
  const mail = values.pending ? "the verification link" : "a link to set a password";
  const sentence = `(${userId}) is made, and mailed ${mail} at ${email}.${mailPromise(io)}`;
  return tell(io, values.json, { account: { userId, username, email }, done: "created", changed: true, sentence });
};

type Given = Readonly<Record<"first-name" | "last-name", string>> & {
  readonly username?: string;
  readonly email?: string;
  readonly locale?: string;
};

function newUser(given: Given): Omit<NewUser, "isActive"> {
  const username = usernameIn(given.username);
  return {
    id: newId(),
    username,
    usernameKey: username === null ? null : usernameKey(username),
    email: emailIn(given.email),
    firstName: nameIn(given["first-name"]),
    lastName: nameIn(given["last-name"]),
    customFields: {},
    passwordHash: null,
    registrantHash: null,
    replaces: null,
    linkLifeSeconds: env().REGISTER_VERIFICATION_PERIOD,
    termsUrl: null,
    locale: localeIn(given.locale),
  };
}

function usernameIn(given: string | undefined): string | null {
  if (given === undefined) {
    if (env().ACCOUNT_USERNAME_REQUIRED) throw new UsageFault("--username is missing.");
    return null;
  }
  const fault = checkUsername(given);
  if (fault === "invalid_username") throw new CommandFault("A username has only letters, digits and . + - _ (no @).");
  if (fault === "confusable_name") throw new CommandFault("This username mixes alphabets and looks like another one.");
  return given.normalize("NFKC");
}

function emailIn(given: string | undefined): string {
  if (given === undefined) throw new UsageFault("--email is missing.");
  const email = canonicalEmail(given);
  if (email === null) throw new CommandFault("This is no e-mail address.");
  return email;
}

function nameIn(given: string): string {
  const name = nameField.safeParse(given);
  if (!name.success) throw new CommandFault("A name has at most 150 characters and no control character.");
  return name.data;
}
