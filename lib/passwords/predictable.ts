/** Rows of letters people run along: the alphabet, the digits, and keyboards of three countries, plain and slanted. */
const runs = [
  "abcdefghijklmnopqrstuvwxyz",
  "0123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];

/** Whether the text is one character over and over. */
export function isOneCharacter(text: string): boolean {
  return new Set(text.toLowerCase()).size === 1;
}

/** Whether the text runs along the alphabet, the digits or a keyboard, forwards or backwards, round the end as well. */
export function isSequence(text: string): boolean {
  const forwards = text.toLowerCase();
  const backwards = Array.from(forwards).reverse().join("");
  return runs.some((run) => {
    const endless = run.repeat(Math.ceil(forwards.length / run.length) + 1);
    return endless.includes(forwards) || endless.includes(backwards);
  });
}

/** Whether the text is one of the names, plain or with up to three characters added to it. */
export function isDecoratedName(text: string, names: readonly string[]): boolean {
  const folded = text.toLowerCase();
  return names
    .map((name) => name.toLowerCase())
    .some((name) => name !== "" && folded.includes(name) && folded.length - name.length <= 3);
}
