import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { guessedPasswords, guessedWords, keyboardGraphs } from "./guessed-first-data.ts";

/** How well a password resists guessing. */
export type Strength = "weak" | "fair" | "good" | "strong";

/** What makes it weak, or what would help. */
export type Reason = "keyboard" | "repeat" | "sequence" | "date" | "common" | "word" | "own" | "more";

/** A judgement of one password. */
export type Verdict = { readonly strength: Strength; readonly reason: Reason | null };

const strengths: readonly Strength[] = ["weak", "weak", "fair", "good", "strong"];

// zxcvbn's own names for what it warns of.
const reasons: Readonly<Record<string, Reason>> = {
  straightRow: "keyboard",
  keyPattern: "keyboard",
  simpleRepeat: "repeat",
  extendedRepeat: "repeat",
  sequences: "sequence",
  recentYears: "date",
  dates: "date",
  topTen: "common",
  topHundred: "common",
  common: "common",
  similarToCommon: "common",
  pwned: "common",
  wordByItself: "word",
  namesByThemselves: "word",
  commonNames: "word",
  userInputs: "own",
};

// Beyond this it only takes longer: what is long enough to be cut off here is strong.
const judgedLength = 100;
const dictionary = {
  "passwords-common": guessedPasswords.split(" "),
  "diceware-common": guessedWords.split(" "),
};
const judge = new ZxcvbnFactory({ dictionary, graphs: JSON.parse(keyboardGraphs) });

/**
 * How well a password resists guessing, as zxcvbn (Wheeler, USENIX Security 2016) estimates it, knowing the person's own
 * name and address.
 */
export function strengthOf(password: string, own: readonly string[]): Verdict {
  const { score, feedback } = judge.check(password.slice(0, judgedLength), [...own]);
  const strength = strengths[score] ?? "weak";
  if (score > 2) return { strength, reason: null };
  return { strength, reason: reasons[feedback.warning ?? ""] ?? "more" };
}
