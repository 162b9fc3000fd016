// Every name that begins so is meant for us; other names are only looked at when they are nearly one of ours.
const ownPrefixes = [
  ...["REGISTER_", "REGISTRATION_", "RESET_PASSWORD_", "SEND_RESET_PASSWORD_", "CHANGE_PASSWORD_", "VERIFY_"],
  ...["VERIFICATION_", "ACCOUNT_", "RATE_LIMIT_", "LOGIN_RE", "LOGIN_AUTHENTICATE", "JWT_AUTH_", "OIDC_", "SOCIAL_"],
  "WEBHOOK_",
];

/** One sentence for each name that looks like a setting of ours and is none, with the nearest real one. */
export function unknownNames(names: readonly string[], known: readonly string[]): readonly string[] {
  const settings = new Set(known);
  return names
    .filter((name) => !settings.has(name) && /^[A-Z][A-Z0-9_]{5,}$/.test(name))
    .flatMap((name) => {
      const { nearest, distance } = nearestOf(name, known);
      const isNear = distance <= Math.min(2, Math.floor(name.length / 5));
      const isOurs = isNear || ownPrefixes.some((prefix) => name.startsWith(prefix));
      return isOurs ? [`${name} is no setting of Latchkey${nearest ? `; did you mean ${nearest}?` : "."}`] : [];
    });
}

function nearestOf(name: string, known: readonly string[]): { readonly nearest: string; readonly distance: number } {
  let best = { nearest: "", distance: Number.POSITIVE_INFINITY };
  for (const candidate of known) {
    const distance = editDistance(name, candidate);
    if (distance < best.distance) best = { nearest: candidate, distance };
  }
  return best;
}

/** How many letters must be added, removed or replaced to make `to` of `from` (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
