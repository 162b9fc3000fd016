/*
 * Writes components/forms/guessed-first-data.ts, what the strength meter knows, out of @zxcvbn-ts/language-common (MIT): its
 * keyboards, all 7776 words of diceware, and of 49 233 common passwords the 10 000 most common, in their order. The others
 * would be most of the bytes, and those of eight characters or more the server refuses anyway (lib/passwords). The package
 * itself cannot be taken in parts: whatever is imported of it brings everything along.
 *
 *   node scripts/write-guessed-first.ts
 */
import { writeFileSync } from "node:fs";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

const lists = {
  guessedPasswords: dictionary["passwords-common"].slice(0, 10_000),
  guessedWords: dictionary["diceware-common"],
};

const lines = Object.entries(lists).map(([name, words]) => {
  return `/** ${words.length} entries, a space between two. */\nexport const ${name} =\n  ${JSON.stringify(words.join(" "))};\n`;
});
const origin =
  "// Made by scripts/write-guessed-first.ts of @zxcvbn-ts/language-common 4.1.3 (MIT, lib/passwords/THIRD-PARTY.md).\n\n";
const graphs = JSON.stringify(JSON.stringify(adjacencyGraphs));
const keyboards = `\n/** Which keys lie beside which, as JSON. */\nexport const keyboardGraphs =\n  ${graphs};\n`;
writeFileSync("components/forms/guessed-first-data.ts", origin + lines.join("\n") + keyboards);
