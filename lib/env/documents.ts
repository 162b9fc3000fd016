import { aliases } from "./aliases.ts";
import { accountTable, passwordTable, registrationTable, tokenTable } from "./behaviour-table.ts";
import { oidcParts } from "./oidc-providers.ts";
import { mailTable, placeTable } from "./place-table.ts";
import { type RateLimit, rateLimitPrefix } from "./rate-limits.ts";
import { type SettingNote, settingNotes } from "./setting.ts";
import { socialTable } from "./social-table.ts";
import { webHookParts } from "./web-hooks.ts";

/** The figures of every limit by name, from lib/limits. */
export type LimitFigures = Readonly<Record<string, RateLimit>>;

const groups = [
  ["Place", placeTable],
  ["Mail", mailTable],
  ["Registration and verification", registrationTable],
  ["Passwords", passwordTable],
  ["Accounts, login and sessions", accountTable],
  ["Tokens of /api/v1/auth/", tokenTable],
  ["Login by other services", socialTable],
] as const;

const opening = `# Settings

Environment variables; a file \`.env\` is read too, and what the environment says wins. Wrong values stop the start, all of
them told at once. Without any setting it runs in local mode: embedded database, captured mail, a secret of its own.

Lengths of time are written \`7d\`, \`24h\`, \`30m\`, \`90s\` or as a number of seconds. Pages are paths or full addresses.
What needs code (the product's name, custom fields, another form of link) stands in \`lib/settings.ts\`.

This page is made from \`lib/env\` by \`node scripts/run.mjs scripts/write-settings.ts\`; a test compares the two.
`;

/** docs/settings.md. */
export function settingsPage(limits: LimitFigures): string {
  const tables = groups.map(([title, table]) => {
    const rows = notesOf(table).map(([name, note]) => `| \`${name}\` | ${written(note.defaultText)} | ${note.about} |`);
    return [`## ${title}`, "", "| setting | default | meaning |", "|---|---|---|", ...rows].join("\n");
  });
  return `${[opening, ...tables, oidcTable(), webHookTable(), aliasTable(), limitTable(limits)].join("\n\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

/** .env.example: every setting with its default, commented out. */
export function envExample(limits: LimitFigures): string {
  const parts = groups.map(([title, table]) => {
    const lines = notesOf(table).map(([name, { about, defaultText }]) => {
      const value = defaultText.startsWith("(") ? "" : defaultText;
      const otherwise = value === defaultText ? "" : ` Default: ${defaultText.slice(1, -1)}.`;
      return `# ${about}${otherwise}\n#${name}=${value}\n`;
    });
    return `## ${title}\n\n${lines.join("\n")}`;
  });
  const figures = Object.entries(limits).map(([name, limit]) => `#${rateLimitPrefix}${name}=${figure(limit)}`);
  const head =
    "# Every setting with its default. Copy this file to .env and change what you need; docs/settings.md explains.\n";
  const oidc = Object.entries(oidcParts).map(([part, about]) => `# ${about}\n#OIDC_EXAMPLE_${part}=\n`);
  const providers = `## OpenID Connect providers: any name in the place of EXAMPLE\n\n${oidc.join("\n")}`;
  const receivers = Object.entries(webHookParts).map(([part, about]) => `# ${about}\n#WEBHOOK_EXAMPLE_${part}=\n`);
  const hooks = `## Web hooks: any name in the place of EXAMPLE\n\n${receivers.join("\n")}`;
  return `${[head, ...parts, providers, hooks, `## Limits\n\n${figures.join("\n")}`].join("\n")}\n`;
}

function notesOf(table: { readonly shape: Readonly<Record<string, object>> }): readonly [string, SettingNote][] {
  return Object.entries(table.shape).map(([name, schema]) => {
    const note = settingNotes.get(schema);
    if (note === undefined) throw new Error(`${name} has no note`);
    return [name, note];
  });
}

function written(defaultText: string): string {
  if (defaultText === "") return "empty";
  return defaultText.startsWith("(") ? defaultText.slice(1, -1) : `\`${defaultText}\``;
}

function oidcTable(): string {
  const rows = Object.entries(oidcParts).map(([part, about]) => `| \`OIDC_<NAME>_${part}\` | ${about} |`);
  const words =
    "Any number of providers, each under a name of your own such as `OIDC_ACME_ISSUER`. Identities are kept by that name: a new" +
    " issuer needs a new name.";
  return ["## OpenID Connect providers", "", words, "", "| setting | meaning |", "|---|---|", ...rows].join("\n");
}

function webHookTable(): string {
  const rows = Object.entries(webHookParts).map(([part, about]) => `| \`WEBHOOK_<NAME>_${part}\` | ${about} |`);
  const words =
    "Any number of receivers, each under a name of your own such as `WEBHOOK_CRM_URL` ([customising.md](customising.md)).";
  return ["## Web hooks", "", words, "", "| setting | meaning |", "|---|---|", ...rows].join("\n");
}

function aliasTable(): string {
  const rows = aliases.map(({ name, of, about }) => `| \`${name}\` | \`${of}\` | ${about} |`);
  return ["## Second names", "", "| name | same as | values |", "|---|---|---|", ...rows].join("\n");
}

function limitTable(limits: LimitFigures): string {
  const rows = Object.entries(limits).map(
    ([name, limit]) => `| \`${rateLimitPrefix}${name}\` | \`${figure(limit)}\` |`,
  );
  const words = "Count per window, such as `30/15m`; the name says what is counted by what.";
  return ["## Limits", "", words, "", "| setting | default |", "|---|---|", ...rows].join("\n");
}

function figure({ count, windowSeconds }: RateLimit): string {
  const units = [
    ["d", 86_400],
    ["h", 3_600],
    ["m", 60],
  ] as const;
  const [unit, seconds] = units.find(([, size]) => windowSeconds % size === 0) ?? ["s", 1];
  return `${count}/${windowSeconds / seconds}${unit}`;
}
