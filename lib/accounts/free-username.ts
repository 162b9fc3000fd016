import { randomInt } from "node:crypto";
import { checkUsername } from "#lib/identity/username.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import type { ProviderPerson } from "#lib/providers/person.ts";
import { findTaken } from "./registration-store.ts";

const longest = 30;

/**
 * A username for somebody whom a provider vouches for, made of what it calls them or of their address, that nobody has at
 * this moment. Somebody may have it a moment later: then the registration is refused like any other.
 */
export async function freeUsername({ nickname, email, firstName }: ProviderPerson): Promise<string> {
  const bases = [nickname, email?.split("@", 1)[0] ?? "", firstName, "user"].map(cleaned).filter(isUsable);
  for (const base of [...new Set(bases)]) {
    for (const candidate of [base, `${base}${randomInt(10, 100)}`, `${base}${randomInt(1_000, 10_000)}`]) {
      if (isUsable(candidate) && !(await isTaken(candidate))) return candidate;
    }
  }
  return `user${randomInt(100_000_000, 1_000_000_000)}`;
}

function cleaned(text: string): string {
  const letters = text.normalize("NFKC").replace(/[^\p{L}\p{N}.+_-]/gu, "");
  return [...letters].slice(0, longest).join("");
}

function isUsable(name: string): boolean {
  return name !== "" && checkUsername(name) === null;
}

async function isTaken(name: string): Promise<boolean> {
  return (await findTaken({ usernameKey: usernameKey(name), email: null })).username;
}
