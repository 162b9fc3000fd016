/** From which similarity on a password is refused (Django's default). */
const TOO_SIMILAR = 0.7;

/**
 * Whether a password resembles a value, or a part of it between characters that belong to no word, as Django's
 * `UserAttributeSimilarityValidator` measures it. That covers the value with up to three characters added, from four
 * characters on.
 */
export function isTooSimilar(password: string, value: string): boolean {
  const folded = value.toLowerCase();
  const parts = [...folded.split(/[^\p{L}\p{N}_]+/u), folded];
  const letters = Array.from(password.toLowerCase());
  return parts.some((part) => resembles(letters, Array.from(part)));
}

function resembles(password: readonly string[], part: readonly string[]): boolean {
  // Django's shortcut, and its effect: an empty or very short part never counts.
  const isFarShorter = password.length >= 10 * part.length && part.length < (TOO_SIMILAR / 2) * password.length;
  return !isFarShorter && quickRatio(password, part) >= TOO_SIMILAR;
}

/** Python's `difflib.SequenceMatcher.quick_ratio`: twice the letters in common, whatever their order, over all. */
function quickRatio(a: readonly string[], b: readonly string[]): number {
  const available = new Map<string, number>();
  for (const letter of b) available.set(letter, (available.get(letter) ?? 0) + 1);
  let matches = 0;
  for (const letter of a) {
    const left = available.get(letter) ?? 0;
    if (left > 0) matches += 1;
    available.set(letter, left - 1);
  }
  return (2 * matches) / (a.length + b.length);
}
