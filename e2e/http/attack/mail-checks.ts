import type { Mail } from "#e2e/support/mailbox.ts";
import { type Check, type Checks, isSuccess, textsIn } from "./check.ts";
import { baseDraft, wireOf } from "./draft.ts";
import { record } from "./performance.ts";
import { exchange } from "./wire.ts";
import type { World } from "./world.ts";

const nomail: Check = (_value, { one: { mails } }) =>
  mails.length === 0 ? null : `It caused mail to ${mails.map(({ to }) => to).join(", ")}.`;

const mailTo: Check = (value, { one: { mails } }) => {
  const count = mails.filter(({ to }) => to === value).length;
  return count === 1 ? null : `Expected one mail to ${value}, not ${count}.`;
};

const mailMax: Check = (value, { one: { mails } }) => {
  if (!/^\d+$/.test(value)) throw new Error(`How many mails are "${value}"?`);
  return mails.length <= Number(value) ? null : `Expected at most ${value} mails, not ${mails.length}.`;
};

const mailKind: Check = (value, { one: { mails } }) => {
  if (value !== "account_exists") throw new Error(`No mail is of the kind "${value}".`);
  const isOne = mails.length === 1 && mails.every((mail) => /already/i.test(mail.text) && !hasSignature(mail));
  return isOne ? null : `Expected one mail that says there is an account: ${JSON.stringify(mails)}`;
};

/** Everything one may demand of any mail whatever: where it leads, what it carries, how it is built. */
export function mailFaults(mail: Mail, origin: string): string[] {
  const links = `${mail.text}\n${mail.html}`.match(/https?:\/\/[^\s<>"')]+/g) ?? [];
  const foreign = links.filter((link) => URL.parse(link)?.origin !== origin && !isStandard(link));
  const heads = [mail.from, mail.to, mail.subject, mail.replyTo ?? "", ...textsIn(mail.headers)];
  return [
    ...foreign.map((link) => `leads to ${link}`),
    ...heads.filter((text) => /[\r\n]/.test(text)).map((text) => `has a line break in ${JSON.stringify(text)}`),
    ...(/^[^\s,;<>]+@[^\s,;<>]+$/.test(mail.to) ? [] : [`goes to ${mail.to}`]),
    ...(/<img\b/i.test(mail.html) ? ["has an image"] : []),
    ...(mail.text.trim() === "" ? ["has no text part"] : []),
  ];
}

// The names of document types and namespaces, which nobody follows.
function isStandard(link: string): boolean {
  return /^https?:\/\/www\.w3\.org\//.test(link);
}

const linksOnlyHome: Check = async (value, { performance: { world, endpoint }, one: { mails } }) => {
  if (value !== "app_only") throw new Error(`No links lead to "${value}".`);
  // What is stored in a profile shows in the mails that come later.
  const shown = endpoint === "profile_update" ? await provokedMails(world) : mails;
  const faults = shown.flatMap((mail) => mailFaults(mail, world.app.url));
  return faults.length === 0 ? null : `A mail ${faults.join(", ")}.`;
};

async function provokedMails(world: World): Promise<readonly Mail[]> {
  const draft = await baseDraft(world, "reset_request");
  const { mails } = await record(world, "POST", () => exchange(world.app.url, wireOf(world, draft)));
  if (mails.length !== 1) throw new Error(`A reset mail was due, and ${mails.length} came.`);
  return mails;
}

/** A header case asks for a reset mail; an answer that promises one must be followed by one. */
const promised: Check = (value, judged) => {
  const { answer, mails } = judged.one;
  if (judged.performance.endpoint === "reset_request" && isSuccess(answer) && mails.length !== 1)
    return `Expected the reset mail, not ${mails.length} mails.`;
  return linksOnlyHome(value, judged);
};

function hasSignature({ text, html }: Mail): boolean {
  return /signature=|activation_key=/.test(text + html);
}

const escapedInMail: Check = (_value, { performance, one: { mails } }) => {
  const raw = textsIn(performance.input).filter((text) => /[<>&"']/.test(text));
  const shown = raw.filter((text) => mails.some(({ html }) => html.includes(text)));
  return shown.length === 0 ? null : `A mail says ${shown.join(", ")} as it came.`;
};

/** The words about mails. */
export const mailChecks: Checks = {
  nomail,
  mail_to: mailTo,
  mail_max: mailMax,
  mail_kind: mailKind,
  mail_never_to: (value, { one: { mails } }) =>
    mails.some(({ to, headers }) => [to, ...textsIn(headers)].join(" ").includes(value))
      ? `Mail went to ${value}.`
      : null,
  mail_never_to_domain: (value, { one: { mails } }) =>
    mails.some(({ to }) => to.includes(value)) ? `Mail went to ${value}.` : null,
  mail_contains_not: (value, { one: { mails } }) =>
    mails.some(({ text, subject }) => saysWord(`${subject}\n${withoutLinks(text)}`, value))
      ? `A mail says ${value}.`
      : null,
  mail_header_clean: (_value, judged) => linksOnlyHome("app_only", judged),
  mail_link_hosts: promised,
  escaped_in_mail: escapedInMail,
};

// As a word of its own: a name made of random digits holds any two of them.
function saysWord(text: string, word: string): boolean {
  return text.split(/[^\p{L}\p{N}]+/u).includes(word);
}

// A link, a time or a date may hold any two digits.
function withoutLinks(text: string): string {
  return text.replace(/https?:\/\/\S+|\b\d{1,2}:\d{2}\b|\b\d{4}\b/g, "");
}
