import { expect, test } from "vitest";
import { contentSecurityPolicy, newNonce } from "./csp.ts";

const options = { nonce: "bm9uY2U=", formTargets: [], isDev: false };

test("a page's policy starts from nothing and names what is allowed", () => {
  expect(contentSecurityPolicy("/login", options)).toBe(
    "default-src 'none'; script-src 'nonce-bm9uY2U=' 'strict-dynamic'; style-src 'self' 'nonce-bm9uY2U='; " +
      "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'; " +
      "base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
  );
});

test("a form may lead to a configured front end", () => {
  const policy = contentSecurityPolicy("/login", { ...options, formTargets: ["https://app.example.org"] });
  expect(policy).toContain("form-action 'self' https://app.example.org;");
});

test("only the inbox may frame, and only its mails may be framed, without scripts", () => {
  expect(contentSecurityPolicy("/dev/inbox", options)).toContain("frame-src 'self'");
  const mail = contentSecurityPolicy("/dev/inbox/1/html", options);
  expect(mail).toContain("frame-ancestors 'self'");
  expect(mail).toContain("sandbox");
  expect(mail).not.toContain("script-src");
  expect(mail).not.toContain("allow-scripts");
});

test("a nonce has 128 bits and never comes twice", () => {
  const nonces = Array.from({ length: 1_000 }, newNonce);
  expect(new Set(nonces).size).toBe(1_000);
  expect(Buffer.from(nonces[0] ?? "", "base64")).toHaveLength(16);
});
