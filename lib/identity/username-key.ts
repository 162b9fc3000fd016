/**
 * What makes two usernames the same name: NFKC, then full case folding (Unicode C + F), then NFKC again. It is the
 * unique column, the look-up at login and the key of limits. Idempotent. Works in the browser.
 */
export function usernameKey(name: string): string {
  return foldCase(name.normalize("NFKC")).normalize("NFKC");
}

/**
 * Full case folding out of what JavaScript has: lower, upper, lower again reaches every folding of CaseFolding.txt, with
 * two exceptions put right here. Dotless i folds to itself (upper case would merge it with i), and the final sigma is
 * a spelling of sigma, wherever it stands.
 */
function foldCase(text: string): string {
  return text
    .split("ı")
    .map((part) => part.toLowerCase().toUpperCase().toLowerCase())
    .join("ı")
    .replaceAll("ς", "σ");
}
