import { type LinkVerdict, timeVerdict } from "./check.ts";
import type { ParsedLink } from "./parse.ts";
import { linkKeys, type MasterKeys, matchesMac } from "./sign.ts";

/** A confirmed change of address, as the undo link sees it. */
export type UndoCandidate = {
  readonly id: string;
  readonly oldEmail: string;
  /** False once it was undone, or made void by the undo of an earlier change. */
  readonly isOpen: boolean;
};

/** The verdict, and for a genuine link the change it belongs to. */
export type UndoVerdict =
  | { readonly kind: "current" | "earlier" | "expired"; readonly changeId: string }
  | { readonly kind: "invalid" };

/** One undo link to judge. */
export type UndoCheck = {
  readonly keys: MasterKeys;
  readonly origin: string;
  readonly link: ParsedLink;
  /** Every change of that user confirmed in the last 72 hours; empty when nobody has that id. */
  readonly changes: readonly UndoCandidate[];
  readonly nowSeconds: number;
  readonly lifetimeSeconds: number;
};

/** More changes than the limits let anybody confirm in 72 hours (10 a day). */
const CONSTANT_CANDIDATES = 32;

/**
 * Finds the change an undo link was made for. The address is the old one, typed in full by its owner. The
 * number of MACs is the same for everybody, an unknown user too: the list is filled up with changes that never were.
 */
export function matchUndo(check: UndoCheck): UndoVerdict {
  const { link, changes } = check;
  const { userId, timestamp, mac, email = "" } = link;
  const keys = linkKeys(check.keys, { purpose: "email-undo", origin: check.origin });
  let matching: UndoCandidate | null = null;
  for (const change of filledUp(changes)) {
    const matches = matchesMac(keys, { userId, timestamp, email, state: change.id }, mac);
    if (matches && change.oldEmail === email && change.id !== "") matching = change;
  }
  if (matching === null) return { kind: "invalid" };
  return verdictOn(matching, timeVerdict(check));
}

function filledUp(changes: readonly UndoCandidate[]): readonly UndoCandidate[] {
  const missing = Math.max(0, CONSTANT_CANDIDATES - changes.length);
  return [...changes, ...Array.from({ length: missing }, () => ({ id: "", oldEmail: "", isOpen: false }))];
}

function verdictOn(change: UndoCandidate, time: LinkVerdict): UndoVerdict {
  if (!change.isOpen) return { kind: "earlier", changeId: change.id };
  return time.kind === "invalid" ? { kind: "invalid" } : { kind: time.kind, changeId: change.id };
}
