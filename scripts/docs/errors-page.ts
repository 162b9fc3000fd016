import { type ErrorCode, errorTable } from "#lib/http/errors.ts";
import messages from "#lib/i18n/messages/en/errors.json" with { type: "json" };
import { errorNotes } from "./error-notes.ts";

const opening = `# Errors

This page is made from \`lib/http/errors.ts\` and \`lib/i18n/messages/en/errors.json\` by
\`node scripts/run.mjs scripts/docs-errors.ts\`; a test compares the two.

A refusal has one of two shapes:

\`\`\`json
{"username": ["A user with that username already exists."], "password": ["This password is too common."]}
\`\`\`

\`\`\`json
{"detail": "Invalid signature", "code": "invalid_key"}
\`\`\`

The first says what is wrong with fields: a list of sentences for each, without codes. The second says what is wrong with
the whole; \`code\` is stable and is what a program should look at. Some answers carry no \`code\`: 404, 405, 415, 500 and
malformed JSON, as in the models; and what the HTTP entry answers before the application is asked: 400 for a target that is
no path, 408 for a body that takes longer than 20 s, 413 for one above 64 KiB, 417 for an \`Expect\` other than \`100-continue\`,
421 for another host or none. A 500 carries
\`request_id\`, the id of its log lines. With \`USE_NON_FIELD_ERRORS_KEY_FROM_DRF_SETTINGS=true\` a \`detail\` of status 400
becomes \`{"non_field_errors": ["…"]}\`, without its code.

401 comes with \`WWW-Authenticate: Bearer\`, 405 with \`Allow\`, 429 and 503 with \`Retry-After\` in whole seconds. Words in braces
stand for values. Texts are in the language of the person or of \`Accept-Language\`; codes are not translated.
`;

/** The first code of each section; the table's order is the page's. */
const sections: Partial<Readonly<Record<ErrorCode, string>>> = {
  parse_error: "The request",
  required: "Fields",
  password_too_short: "New passwords",
  username_taken: "Registration, verification and links",
  login_invalid: "Login and account",
  provider_unavailable: "Login by other services",
  token_not_valid: "The auth face, in the words of dj-rest-auth",
};

/** docs/errors.md. */
export function errorsPage(): string {
  const lines = Object.entries(errorTable).flatMap(([name, { status }]) => {
    const code = codeOf(name);
    const title = sections[code];
    const head =
      title === undefined ? [] : ["", `## ${title}`, "", "| code | status | text | when |", "|---|---|---|---|"];
    return [...head, `| \`${code}\` | ${status} | ${plainly(messages[code])} | ${errorNotes[code] ?? ""} |`];
  });
  return `${[opening.trimEnd(), ...lines].join("\n")}\n`;
}

function codeOf(name: string): ErrorCode {
  if (isCode(name)) return name;
  throw new Error(`${name} is not in the table it came from`);
}

function isCode(name: string): name is ErrorCode {
  return name in errorTable;
}

/** A text without the grammar of ICU messages: `{max, number, …}` is `{max}`, of a plural the form for many stays. */
function plainly(message: string): string {
  return message
    .replace(/\{(\w+), number[^}]*\}/g, "{$1}")
    .replace(/\{(\w+), plural,.*?other \{(?:#|\{\1\}) (\w+)\}\}/g, "{$1} $2")
    .replace(/\{(\w+), select,.*?\}\}/g, "{$1}")
    .replaceAll("|", "\\|");
}
