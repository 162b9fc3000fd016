/*
 * Writes common-passwords-data.ts out of two public lists, one password a line in lower case:
 *
 *   1. django/contrib/auth/common-passwords.txt of Django 5.2.17 (BSD-3-Clause; the list is Royce Williams'), whole,
 *      so that "too common" means what it means in the model package;
 *   2. the dictionary `passwords-common` of npm @zxcvbn-ts/language-common 4.1.3 (MIT), from eight characters on.
 *
 *   node lib/passwords/make-common-passwords.ts <django.txt> <zxcvbn.txt>
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { deflateRawSync } from "node:zlib";

const LEGAL_LENGTH = 8;
/** A replacement character that was once decoded as Windows-1251: somebody's lost password, not a common one. */
const MOJIBAKE = "пїѕ";

const [djangoPath, zxcvbnPath] = argv.slice(2);
if (djangoPath === undefined || zxcvbnPath === undefined) throw new Error("two lists are needed");
const lines = (path: string): string[] => readFileSync(path, "utf8").split("\n").filter(Boolean);
const legal = lines(zxcvbnPath).filter((password) => Array.from(password).length >= LEGAL_LENGTH);
const passwords = [...new Set([...lines(djangoPath), ...legal])].filter((password) => !password.includes(MOJIBAKE));
const packed = deflateRawSync(passwords.sort().join("\n"), { level: 9 }).toString("base64");

writeFileSync(
  join(import.meta.dirname, "common-passwords-data.ts"),
  `/** ${passwords.length} common passwords: sorted, joined by line feeds, raw deflate, base64. Made by make-common-passwords.ts. */
export const commonPasswordsData =
  "${packed}";
`,
);
