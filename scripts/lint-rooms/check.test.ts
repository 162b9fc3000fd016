import { describe, expect, test } from "vitest";
import { checkRooms } from "./check.ts";

/** [the file, what it imports, a word of the report]: each breaks one arrow of ARCHITECTURE.md. */
const brokenArrows = [
  ["lib/accounts/register.ts", "#app/layout.tsx", "may not import pages"],
  ["lib/mail/send.ts", "#components/ui/button.tsx", "may not import components/ui"],
  ["lib/links/check.ts", "#lib/db/client.ts", "may not import lib/db"],
  ["lib/links/check.ts", "node:fs", "may not use this part of Node"],
  ["lib/schemas/login.ts", "#lib/env.ts", "may not import env"],
  ["lib/schemas/login.ts", "node:crypto", "may not use this part of Node"],
  ["lib/accounts/register.ts", "#lib/http/route.ts", "may not import lib/http"],
  ["lib/sessions/open-session.ts", "#lib/accounts/login.ts", "may not import lib/accounts"],
  ["lib/db/client.ts", "#lib/sessions/principal.ts", "may not import lib/sessions"],
  ["lib/http/route.ts", "#lib/db/client.ts", "may not import lib/db"],
  ["lib/entry/host.ts", "#lib/db/client.ts", "may not import lib/db"],
  ["server.ts", "#lib/boot.ts", "may not import boot"],
  ["emails/reset-password.tsx", "#lib/accounts/login.ts", "may not import lib/accounts"],
  ["components/ui/button.tsx", "#lib/schemas/login.ts", "may not import lib/schemas"],
  ["components/forms/login.tsx", "#lib/accounts/login.ts", "may not import lib/accounts"],
  ["app/(public)/login/page.tsx", "#lib/mail/send.ts", "may not import lib/mail"],
  ["app/api/v1/accounts/login/route.ts", "#lib/passwords/hash.ts", "may not import lib/passwords"],
  ["app/api/v1/accounts/login/route.ts", "#lib/db/unit.ts", "may not import lib/db"],
  ["lib/accounts/register.ts", "@prisma/client", "comes in only through"],
  ["lib/accounts/register.ts", "#lib/db/generated/client.ts", "comes in only through"],
  ["lib/http/route.ts", "next-auth", "comes in only through"],
  ["lib/queue/boss.ts", "resend", "comes in only through"],
  ["lib/queue/boss.ts", "nodemailer", "comes in only through"],
  ["lib/mail/smtp.ts", "pg-boss", "comes in only through"],
  ["lib/accounts/register.ts", "@node-rs/argon2", "comes in only through"],
  ["lib/accounts/register.ts", "next/headers", "comes in only through"],
  ["components/ui/button.tsx", "react-hook-form", "comes in only through"],
  ["lib/accounts/register.ts", "vitest", "comes in only through"],
  ["lib/accounts/register.ts", "lodash", "has no door"],
  ["lib/accounts/register.ts", "../db/client.ts", 'no "../"'],
  ["lib/accounts/register.ts", "#helpers/things.ts", "lies in no room"],
] as const;

const ways = [
  (specifier: string) => `import { x } from "${specifier}";`,
  (specifier: string) => `import type { X } from "${specifier}";`,
  (specifier: string) => `import "${specifier}";`,
  (specifier: string) => `import {\n  x,\n  y,\n} from "${specifier}";`,
  (specifier: string) => `export { x } from "${specifier}";`,
  (specifier: string) => `const x = await import("${specifier}");`,
];

describe("a broken arrow is reported", () => {
  test.each(brokenArrows)("%s does not import %s", (path, specifier, report) => {
    for (const way of ways) {
      const faults = checkRooms([{ path, text: way(specifier) }]);
      expect(faults.map((fault) => fault.message)).toEqual([expect.stringContaining(report)]);
    }
  });

  test("a file outside every room is reported", () => {
    expect(checkRooms([{ path: "helpers/misc.ts", text: "" }])).toHaveLength(1);
  });

  test("a server action is reported, whatever its room", () => {
    for (const quote of ['"', "'"]) {
      const text = `export async function save() {\n  ${quote}use server${quote};\n}`;
      expect(checkRooms([{ path: "app/(public)/login/page.tsx", text }])).toMatchObject([{ line: 2 }]);
    }
  });

  test("a use case that imports another use case is reported; a shared step and a type are not", () => {
    const route = {
      path: "app/api/v1/accounts/login/route.ts",
      text: 'import { login } from "#lib/accounts/login.ts";',
    };
    const importing = (text: string) => checkRooms([route, { path: "lib/accounts/register.ts", text }]);
    expect(importing('import { login } from "./login.ts";')).toHaveLength(1);
    expect(importing('import type { Login } from "#lib/accounts/login.ts";')).toEqual([]);
    expect(importing('import { forgetSecrets } from "./forget-secrets.ts";')).toEqual([]);
  });
});

test("a line is named, and words in comments are not imports", () => {
  const name = "lodash";
  const text = `// import { x } from "${name}";\n/**\n * import("${name}")\n */\nimport { x } from "${name}";\n`;
  expect(checkRooms([{ path: "lib/db/client.ts", text }])).toMatchObject([{ line: 5 }]);
});

test("the ways that are meant to be open are open", () => {
  const open = [
    ["app/api/v1/accounts/login/route.ts", "#lib/http/route.ts"],
    ["app/api/v1/accounts/login/route.ts", "#lib/accounts/login.ts"],
    ["app/(public)/login/page.tsx", "#components/forms/login-form.tsx"],
    ["components/forms/login-form.tsx", "#lib/schemas/login.ts"],
    ["lib/http/route.ts", "#lib/sessions/principal.ts"],
    ["lib/accounts/login.ts", "#lib/sessions/open-session.ts"],
    ["lib/accounts/user-store.ts", "#lib/db/generated/client.ts"],
    ["lib/mail/render.tsx", "#emails/reset-password.tsx"],
    ["lib/mail/resend.ts", "resend"],
    ["lib/links/check.ts", "node:crypto"],
    ["server.ts", "#lib/entry/host.ts"],
    ["instrumentation.ts", "#lib/boot.ts"],
  ];
  const files = open.map(([path = "", specifier]) => ({ path, text: `import { x } from "${specifier}";` }));
  expect(checkRooms(files)).toEqual([]);
});
