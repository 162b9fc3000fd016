/**
 * One room of the house. A file lives in the FIRST room whose glob matches it; it may import its own room
 * and the rooms named in `may`. `builtins` narrows which of Node's own modules it may use (default: all).
 */
export type Room = {
  readonly name: string;
  readonly files: readonly string[];
  readonly may: readonly string[];
  readonly builtins?: readonly string[];
};

const house = ["result", "env", "settings"] as const;
const floor = [...house, "lib/identity", "lib/schemas"] as const;

/** The arrows (ARCHITECTURE.md, "The house"). What is not written here is forbidden. */
export const rooms: readonly Room[] = [
  { name: "tests", files: ["**/*.test.{ts,tsx}"], may: ["**"] },
  { name: "result", files: ["lib/result.ts"], may: [], builtins: [] },
  { name: "env", files: ["lib/{env,keys,log,clock,cookies,secrets,turns}.ts", "lib/env/**"], may: ["result"] },
  { name: "brand", files: ["lib/brand.ts"], may: [], builtins: [] },
  {
    name: "settings",
    files: ["lib/settings.ts"],
    may: ["result", "env", "brand", "lib/schemas", "lib/identity", "lib/events", "lib/mail"],
  },
  { name: "lib/identity", files: ["lib/identity/**"], may: ["result"], builtins: [] },
  { name: "lib/schemas", files: ["lib/schemas/**"], may: ["result", "lib/identity"], builtins: [] },
  { name: "lib/links", files: ["lib/links/**"], may: ["result", "lib/identity"], builtins: ["node:crypto"] },
  // Also run in the browser, to tell a rule before it is broken.
  { name: "password rules", files: ["lib/passwords/similarity.ts"], may: [], builtins: [] },
  { name: "lib/passwords", files: ["lib/passwords/**"], may: ["result", "env", "lib/identity", "password rules"] },
  { name: "lib/i18n", files: ["lib/i18n/**"], may: ["result", "env"] },
  { name: "lib/db", files: ["lib/db/**"], may: house },
  { name: "lib/limits", files: ["lib/limits/**"], may: [...floor, "lib/db"] },
  { name: "lib/queue", files: ["lib/queue/**"], may: [...house, "lib/db"] },
  { name: "lib/events", files: ["lib/events/**"], may: [...floor, "lib/db", "lib/queue", "lib/outgoing"] },
  { name: "lib/tokens", files: ["lib/tokens/**"], may: [...floor, "lib/db"] },
  { name: "lib/outgoing", files: ["lib/outgoing/**"], may: house },
  { name: "lib/providers", files: ["lib/providers/**"], may: [...floor, "lib/outgoing"] },
  {
    name: "lib/sessions",
    files: ["lib/sessions/**"],
    may: [...floor, "lib/db", "lib/tokens", "lib/events", "lib/providers"],
  },
  {
    name: "lib/mail",
    files: ["lib/mail/**"],
    may: [...floor, "lib/db", "lib/queue", "lib/events", "lib/links", "lib/limits", "lib/i18n", "emails"],
  },
  {
    name: "lib/accounts",
    files: ["lib/accounts/**"],
    may: [
      ...floor,
      ...["lib/db", "lib/links", "lib/passwords", "lib/sessions", "lib/tokens", "lib/mail", "lib/limits", "lib/events"],
      "lib/providers",
    ],
  },
  {
    name: "lib/http",
    files: ["lib/http/**"],
    may: [...floor, "lib/accounts", "lib/sessions", "lib/tokens", "lib/limits", "lib/i18n", "lib/providers"],
  },
  { name: "lib/doctor", files: ["lib/doctor/**"], may: [...house, "lib/db", "lib/mail"] },
  {
    name: "lib/commands",
    files: ["lib/commands/**"],
    may: [
      ...floor,
      "lib/db",
      "lib/queue",
      "lib/accounts",
      "lib/passwords",
      "lib/sessions",
      "lib/mail",
      "lib/events",
      "lib/i18n",
      "lib/doctor",
    ],
  },
  { name: "lib/metrics", files: ["lib/metrics/**"], may: [...house, "lib/db", "lib/passwords", "lib/queue"] },
  { name: "lib/entry", files: ["lib/entry/**"], may: ["result", "env", "brand", "lib/i18n"] },
  { name: "boot", files: ["lib/boot.ts"], may: ["lib/*", "env", "settings", "result"] },
  { name: "instrumentation", files: ["instrumentation.ts"], may: ["boot", "lib/entry", "lib/accounts", "api"] },
  { name: "server", files: ["server.ts"], may: ["env", "lib/entry"] },
  { name: "emails", files: ["emails/**"], may: ["lib/i18n", "brand"], builtins: [] },
  { name: "components/ui", files: ["components/ui/**"], may: [], builtins: [] },
  {
    name: "components",
    files: ["components/**"],
    may: ["components/ui", "lib/schemas", "lib/i18n", "password rules"],
    builtins: [],
  },
  { name: "inbox", files: ["app/dev/**"], may: ["env", "components", "components/ui", "lib/mail", "lib/i18n"] },
  // A page among the endpoints: it shows them.
  {
    name: "api docs",
    files: ["app/api/docs/**"],
    may: ["api", "pages", "components", "components/ui", "lib/http", "lib/i18n", "env"],
  },
  {
    name: "api",
    files: ["app/api/**"],
    may: [
      ...floor,
      ...["lib/http", "lib/accounts", "lib/sessions", "lib/tokens", "lib/providers", "lib/i18n", "lib/metrics", "boot"],
    ],
  },
  {
    name: "pages",
    files: ["app/**"],
    may: [
      "brand",
      ...floor,
      ...["components", "components/ui", "lib/accounts", "lib/sessions", "lib/providers", "lib/i18n"],
      // The flash of a form without script is read by the page that shows it.
      "lib/http",
    ],
  },
  {
    name: "e2e",
    files: ["e2e/**"],
    may: ["result", "env", "lib/schemas", "lib/links", "lib/identity", "lib/i18n", "lib/passwords"],
  },
  {
    name: "scripts",
    files: ["scripts/**", "bench/**"],
    may: ["lib/*", "env", "settings", "result", "boot", "server", "e2e"],
  },
  { name: "configuration", files: ["*.config.{ts,mjs}"], may: ["e2e"] },
];
