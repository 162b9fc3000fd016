import { type Answer, clientOf, type Fields } from "#e2e/support/api.ts";
import { look } from "#e2e/support/look.ts";
import { logIn, newPerson, signUp } from "#e2e/support/people.ts";
import type { Place } from "#e2e/support/place.ts";
import { issue, issueUndo } from "./issue.ts";
import {
  type Account,
  applyLink,
  canLogIn,
  type HeldLink,
  isTaken,
  type Model,
  raiseVersion,
  verdictOn,
} from "./model.ts";

/** Where a story plays: the application, and what the contract says it must hold by now. */
export type Stage = { readonly place: Place; readonly model: Model };

/** One thing that can happen: done to the application and to the model; throws where the two part. */
export type Act = () => Promise<void>;

/** A kind of act, with all that are possible now; `email` is for those that name an address. */
export type Deed = {
  readonly name: string;
  readonly weight: number;
  readonly acts: (stage: Stage, email: string) => readonly Act[];
};

const api = "/api/v1/accounts";
const mostAccounts = 4;
const isAlive = ({ status }: Account) => status !== "gone";

/** Everything that can happen to accounts. */
export const deeds: readonly Deed[] = [
  { name: "register", weight: 2, acts: (stage, email) => (isFull(stage) ? [] : [() => register(stage, email)]) },
  { name: "spend a link", weight: 2, acts: (stage) => stage.model.links.map((link) => () => spend(stage, link)) },
  {
    name: "spend a live link",
    weight: 5,
    acts: (stage) => liveLinks(stage.model).map((link) => () => spend(stage, link)),
  },
  { name: "mail the verification link", weight: 1, acts: (stage) => toEach(stage, isWaiting, mail("register")) },
  { name: "mail a reset link", weight: 1, acts: (stage) => toEach(stage, mayReset, mail("reset-password")) },
  {
    name: "correct the address",
    weight: 1,
    acts: (stage, email) => toEach(stage, isAlive, (account) => correct(account, email)),
  },
  {
    name: "ask for another address",
    weight: 4,
    acts: (stage, email) => toEach(stage, canLogIn, (account) => wish(stage, account, email)),
  },
  { name: "take that back", weight: 1, acts: (stage) => toEach(stage, canLogIn, takeBack) },
  { name: "change the password", weight: 1, acts: (stage) => toEach(stage, canLogIn, changePassword) },
  { name: "log out everywhere", weight: 1, acts: (stage) => toEach(stage, canLogIn, logOutEverywhere) },
  { name: "delete the account", weight: 1, acts: (stage) => toEach(stage, canLogIn, remove) },
  {
    name: "disable or enable",
    weight: 1,
    acts: (stage) => toEach(stage, isAlive, (account) => ban(stage.place, account)),
  },
  {
    name: "log in by name",
    weight: 1,
    acts: (stage) =>
      toEach(
        stage,
        () => true,
        (account) => logInByName(stage.place, account),
      ),
  },
  {
    name: "log in by address",
    weight: 1,
    acts: (stage, email) =>
      toEach(
        stage,
        () => true,
        (account) => logInByAddress(stage, account, email),
      ),
  },
  { name: "look at the profile", weight: 1, acts: (stage) => toEach(stage, () => true, lookAtProfile) },
];

/** Links that must work now. */
export function liveLinks(model: Model): HeldLink[] {
  return model.links.filter((link) => verdictOn(model, link) === "works");
}

/** Somebody new signs up with this address, and gets the link. */
export async function register({ place, model }: Stage, email: string): Promise<void> {
  const person = newPerson({ email });
  const client = clientOf(place);
  const answer = await signUp(client, person);
  expectAnswer(answer, "works");
  const state = { status: "pending", version: 1, isDisabled: false, isLoggedIn: false, corrections: 0 } as const;
  const account = { id: String(answer.body.id), ...person, client, ...state, wish: null, changes: [] };
  model.accounts.push(account);
  model.links.push(await issue(place, account, "register"));
}

/** Spends a link that somebody holds. A confirmed change puts its undo link into the old mailbox. */
export async function spend({ place, model }: Stage, link: HeldLink): Promise<void> {
  const expected = verdictOn(model, link);
  const { password } = newPerson();
  const body = { ...link.fields, ...(link.purpose === "reset-password" ? { password } : {}) };
  expectAnswer(await clientOf(place).post(`${api}/${endpoints[link.purpose]}/`, body), expected);
  if (expected !== "works") return;
  const oldEmail = link.account.email;
  applyLink(link, password);
  if (link.purpose === "email-change") model.links.push(await issueUndo(place, link.account, oldEmail));
}

const endpoints = {
  register: "verify-registration",
  "email-change": "verify-email",
  "reset-password": "reset-password",
  "email-undo": "undo-email-change",
} as const;

function isFull({ model }: Stage): boolean {
  return model.accounts.filter(isAlive).length >= mostAccounts;
}

function isWaiting({ status, isDisabled }: Account): boolean {
  return status === "pending" && !isDisabled;
}

function mayReset(account: Account, model: Model): boolean {
  if (!isAlive(account) || account.isDisabled) return false;
  return account.status === "active" || !isTaken(model, account, account.email);
}

type Doing = (account: Account, stage: Stage) => Promise<void>;

function toEach(stage: Stage, suits: (account: Account, model: Model) => boolean, act: Doing): Act[] {
  const accounts = stage.model.accounts.filter((account) => suits(account, stage.model));
  return accounts.map((account) => () => act(account, stage));
}

function mail(purpose: "register" | "reset-password"): Doing {
  return async (account, { place, model }) => void model.links.push(await issue(place, account, purpose));
}

async function correct(account: Account, email: string): Promise<void> {
  const works = isWaiting(account) && account.corrections < 3;
  const refusal = isWaiting(account) ? "corrections_used_up" : "registration_not_found";
  expectAnswer(await account.client.post(`${api}/correct-registration/`, { email }), works ? "works" : refusal);
  if (!works) return;
  account.email = email;
  account.corrections += 1;
  raiseVersion(account);
}

async function wish({ place, model }: Stage, account: Account, email: string): Promise<void> {
  expectAnswer(await asOwner(account, "register-email", { email }), "works");
  account.wish = email === account.email ? null : email;
  if (account.wish !== null) model.links.push(await issue(place, account, "email-change"));
}

async function takeBack(account: Account): Promise<void> {
  expectAnswer(await asOwner(account, "cancel-email-change"), "works");
  account.wish = null;
}

async function changePassword(account: Account): Promise<void> {
  const { password } = newPerson();
  const body = { old_password: account.password, password, password_confirm: password };
  expectAnswer(await asOwner(account, "change-password", body), "works");
  account.password = password;
  raiseVersion(account, { isLoggedIn: true });
}

async function logOutEverywhere(account: Account): Promise<void> {
  expectAnswer(await asOwner(account, "sessions"), "works");
  raiseVersion(account, { isLoggedIn: true });
}

async function remove(account: Account): Promise<void> {
  const isUndoable = account.changes.some(({ state }) => state === "confirmed");
  const answer = await asOwner(account, "delete-account", { password: account.password });
  expectAnswer(answer, isUndoable ? "undo_window_open" : "works");
  if (isUndoable) return;
  account.status = "gone";
  account.isLoggedIn = false;
}

/** As the operator's command does it. */
async function ban(place: Place, account: Account): Promise<void> {
  account.isDisabled = !account.isDisabled;
  raiseVersion(account);
  const sql = `WITH over AS (UPDATE email_changes SET state = 'cancelled' WHERE user_id = $1::uuid AND state = 'pending')
    UPDATE users SET disabled_at = CASE WHEN $2::boolean THEN now() END, security_version = security_version + 1
    WHERE id = $1::uuid`;
  await look(place, sql, [account.id, account.isDisabled]);
}

async function logInByName(place: Place, account: Account): Promise<void> {
  const refusal = isWaiting(account) && account.password !== null ? "login_unverified" : "login_invalid";
  const answer = await logIn(clientOf(place), { ...account, password: account.password ?? "no-password-at-all" });
  expectAnswer(answer, canLogIn(account) ? "works" : refusal);
}

/** Only the active owner of an address can log in with it, whoever else named it when signing up. */
async function logInByAddress({ place, model }: Stage, { password }: Account, email: string): Promise<void> {
  const client = clientOf(place);
  const answer = await client.post(`${api}/login/`, { login: email, password: password ?? "no-password-at-all" });
  const owner = model.accounts.find((it) => canLogIn(it) && it.email === email && it.password === password);
  expectAnswer(answer, owner ? "works" : "login_invalid");
  const profile = await client.get(`${api}/profile/`);
  if (profile.body.id !== owner?.id) throw new Error(`Logged in as ${profile.text}, not as ${owner?.id}`);
}

async function lookAtProfile({ client, isLoggedIn, email }: Account): Promise<void> {
  const profile = await client.get(`${api}/profile/`);
  expectAnswer(profile, isLoggedIn ? "works" : "not_authenticated");
  if (isLoggedIn && profile.body.email !== email) throw new Error(`${profile.text} is not of ${email}`);
}

/** Asks in the session of the account's own browser, which logs in first where it has none. */
async function asOwner(account: Account, endpoint: string, body: Fields = {}): Promise<Answer> {
  const { client, username, email, password } = account;
  if (!account.isLoggedIn) expectAnswer(await logIn(client, { username, email, password: password ?? "" }), "works");
  account.isLoggedIn = true;
  return client.post(`${api}/${endpoint}/`, body);
}

/** The answer must be a success, or a refusal with exactly this code. */
function expectAnswer({ status, body, text }: Answer, expected: string): void {
  const found = status === 200 || status === 201 ? "works" : body?.code;
  if (found !== expected) throw new Error(`Expected "${expected}", got ${status} ${text}`);
}
