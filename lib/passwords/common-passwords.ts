import { inflateRawSync } from "node:zlib";
import { commonPasswordsData } from "./common-passwords-data.ts";

/** Known to every attacker, but too long for the lists. */
const famousPhrases = ["correct horse battery staple", "correcthorsebatterystaple", "correct-horse-battery-staple"];

/** Shorter entries of the list are no words; a repetition of them is not a common password for that. */
const WORD_LENGTH = 4;

let loaded: ReadonlySet<string> | undefined;

/**
 * Whether a password is one of the common ones, in any letter case, with or without spaces around it, or one of them
 * twice or more in a row (`passwordpassword`). Expects NFKC. The list is unpacked at the first question and stays in
 * memory (about 3 MB). It is compiled in, so that no bundler has to find a file.
 */
export function isCommonPassword(password: string): boolean {
  const folded = password.toLowerCase();
  const common = commonPasswords();
  if (common.has(folded) || common.has(folded.trim())) return true;
  const unit = repeatedUnit(folded);
  return unit !== null && unit.length >= WORD_LENGTH && common.has(unit);
}

/** The list itself, in lower case. */
export function commonPasswords(): ReadonlySet<string> {
  loaded ??= new Set([...unpack(), ...famousPhrases]);
  return loaded;
}

function unpack(): string[] {
  return inflateRawSync(Buffer.from(commonPasswordsData, "base64")).toString("utf8").split("\n");
}

/** The shortest text of which this one is a repetition, or null: found where the doubled text first contains it. */
function repeatedUnit(text: string): string | null {
  const length = (text + text).indexOf(text, 1);
  return length > 0 && length < text.length ? text.slice(0, length) : null;
}
