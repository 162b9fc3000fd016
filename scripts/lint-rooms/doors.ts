/** The only files that may import an outside package. A package without a door may not be imported at all. */
export type Door = { readonly packages: readonly string[]; readonly files: readonly string[] };

const stores = ["lib/db/**", "lib/**/*-store.ts"];
const screens = ["app/**", "components/**"];

/** Every outside package, and its one door (ARCHITECTURE.md, "The house"). A test file may use its room's doors too. */
export const doors: readonly Door[] = [
  { packages: ["#lib/db/generated/**", "@prisma/**"], files: [...stores, "scripts/db-*.ts"] },
  { packages: ["@electric-sql/pglite", "pglite-prisma-adapter"], files: ["lib/db/**"] },
  { packages: ["prisma/config"], files: ["prisma.config.ts"] },
  { packages: ["dataloader"], files: ["lib/db/together.ts"] },
  { packages: ["pg-boss"], files: ["lib/queue/**"] },
  { packages: ["next-auth", "next-auth/**"], files: ["lib/sessions/next-auth.ts"] },
  {
    packages: ["jose"],
    files: ["lib/tokens/access-token.ts", "lib/providers/{id-token,key-set}.ts", "e2e/support/**"],
  },
  { packages: ["prom-client"], files: ["lib/metrics/registry.ts"] },
  { packages: ["resend"], files: ["lib/mail/**/resend.ts"] },
  { packages: ["nodemailer"], files: ["lib/mail/**/smtp.ts"] },
  { packages: ["@node-rs/argon2"], files: ["lib/passwords/hash.ts", "bench/ceiling.ts"] },
  { packages: ["@node-rs/bcrypt"], files: ["lib/passwords/foreign.ts"] },
  { packages: ["zod"], files: ["lib/**", "e2e/**", "scripts/**"] },
  { packages: ["next-intl", "next-intl/**", "use-intl/**"], files: [...screens, "lib/i18n/**", "next.config.mjs"] },
  {
    packages: ["next", "next/**"],
    files: [...screens, "lib/**/page-*.ts", "server.ts", "instrumentation.ts", "lib/entry/**", "next.config.mjs"],
  },
  {
    packages: ["react", "react-dom"],
    files: [...screens, "emails/**", "lib/**/page-*.ts", "lib/mail/html.{ts,test.tsx}"],
  },
  { packages: ["react-dom/server"], files: ["lib/mail/html.ts"] },
  { packages: ["@zxcvbn-ts/**"], files: ["components/forms/password-strength.ts", "scripts/write-guessed-first.ts"] },
  { packages: ["react-hook-form"], files: ["components/forms/**"] },
  { packages: ["@react-email/**"], files: ["emails/**", "lib/mail/render.tsx"] },
  { packages: ["html-to-text"], files: ["lib/mail/render.tsx"] },
  { packages: ["server-only"], files: ["lib/**/page-*.ts"] },
  { packages: ["vite"], files: ["scripts/email/serve.ts"] },
  { packages: ["vitest", "fast-check"], files: ["**/*.test.{ts,tsx}", "e2e/**"] },
  { packages: ["vitest/**"], files: ["vitest.config.ts", "e2e/support/**"] },
  {
    packages: ["playwright", "playwright/test", "axe-core"],
    files: ["playwright.config.ts", "e2e/{browser,security,support,screens}/**"],
  },
  { packages: ["@seriousme/openapi-schema-validator"], files: ["e2e/http/**"] },
  { packages: ["pg"], files: ["lib/db/**", "e2e/{support,faults/support}/**", "**/*.test.{ts,tsx}", "bench/**"] },
  { packages: ["@formatjs/icu-messageformat-parser"], files: ["lib/i18n/**"] },
  { packages: ["smtp-server", "postal-mime", "oidc-provider"], files: ["e2e/support/**", "**/*.test.{ts,tsx}"] },
];
