import type { Client } from "#e2e/support/api.ts";
import type { LinkFields } from "#e2e/support/links.ts";
import type { LinkPurpose } from "#lib/links/purposes.ts";

/** A confirmed change of address, in the order in which they were confirmed. */
export type Change = { readonly id: string; readonly oldEmail: string; state: "confirmed" | "undone" | "voided" };

/** An account as the contract says it must be by now. */
export type Account = {
  readonly id: string;
  readonly username: string;
  /** The browser that signed up. */
  readonly client: Client;
  email: string;
  /** Null: no password that logs in. */
  password: string | null;
  status: "pending" | "active" | "gone";
  version: number;
  isDisabled: boolean;
  corrections: number;
  /** Its browser has a session that must be alive. */
  isLoggedIn: boolean;
  /** The address that waits for its confirmation. */
  wish: string | null;
  readonly changes: Change[];
};

/** A genuine link that somebody holds, and what it was signed for. */
export type HeldLink = {
  readonly purpose: LinkPurpose;
  readonly account: Account;
  readonly version: number;
  readonly email: string;
  readonly fields: LinkFields;
  /** Of an undo link: the change it takes back. */
  readonly change?: Change;
};

/** All there is: few addresses, so that accounts meet at them. */
export type Model = { readonly addresses: readonly string[]; readonly accounts: Account[]; readonly links: HeldLink[] };

/** What a link must answer: it works, or why not. */
export type Verdict = "works" | "invalid_key" | "already_activated" | "link_used" | "email_already_registered";

/** So many states back a genuine link is still recognised. */
const recognisedStates = 8;

/** What this link must answer now. */
export function verdictOn(model: Model, link: HeldLink): Verdict {
  const { account, purpose, email, change } = link;
  if (account.status === "gone" || account.isDisabled) return "invalid_key";
  const age = account.version - link.version;
  if (change) {
    if (change.state !== "confirmed") return "link_used";
  } else {
    if (purpose !== "email-change" && account.email !== email) return "invalid_key";
    if (age > recognisedStates) return "invalid_key";
    if (age > 0) return purpose === "register" && account.status === "active" ? "already_activated" : "link_used";
    if (purpose === "email-change" && account.wish !== email) return "link_used";
  }
  const claims = account.status !== "active" || account.email !== email;
  return claims && isTaken(model, account, email) ? "email_already_registered" : "works";
}

/** Whether another account is the owner of this address. */
export function isTaken({ accounts }: Model, account: Account, email: string): boolean {
  return accounts.some((other) => other !== account && other.status === "active" && other.email === email);
}

/** Whether its owner can log in. */
export function canLogIn({ status, isDisabled, password }: Account): boolean {
  return status === "active" && !isDisabled && password !== null;
}

/** What every security change does beside its own effect; only the owner's own session may survive it. */
export function raiseVersion(account: Account, { isLoggedIn = false } = {}): void {
  account.version += 1;
  account.wish = null;
  account.isLoggedIn = isLoggedIn;
}

/** What a link that works does. */
export function applyLink({ account, purpose, email, change }: HeldLink, newPassword: string): void {
  account.status = "active";
  if (purpose === "email-change" || purpose === "email-undo") account.email = email;
  if (purpose === "reset-password") account.password = newPassword;
  if (change) {
    account.password = null;
    for (const later of account.changes.slice(account.changes.indexOf(change) + 1)) {
      if (later.state === "confirmed") later.state = "voided";
    }
    change.state = "undone";
  }
  raiseVersion(account);
}
