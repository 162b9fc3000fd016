import { describe, expect, test } from "vitest";
import { hashRuns, importFault, needsRehash, verifyPassword } from "./hash.ts";

const salt = "saltsaltsalt1234567890";
const snowman = "p\u00e4ssw\u00f6rd \u2603";
const hundred = "x".repeat(100);

/** Made by Django 3.2 (scrypt by Python's standard library in the format of Django 4.0). */
const hashes: readonly (readonly [password: string, encoded: string])[] = [
  ["correct-Horse-7-staple", `pbkdf2_sha256$260000$${salt}$RMDt/leS/BXFsRcC4cENGpyUurR67mlKORjMB4Wpwrc=`],
  ["correct-Horse-7-staple", `pbkdf2_sha1$1000$${salt}$/K9ew1iVx6dgr0DosQIxZLo8lGM=`],
  ["correct-Horse-7-staple", "bcrypt_sha256$$2b$06$abcdefghijklmnopqrstuuVHq2IbbUVUd5/4qyrlaBGLnYNOdoZGu"],
  ["correct-Horse-7-staple", "bcrypt$$2b$06$abcdefghijklmnopqrstuuR/l09UCfSBZeVn/5PQMiCBG7KjxWWfS"],
  ["password", `argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$gQdjo9wMH9mPLDHTeLeyQg`],
  [
    "password",
    `scrypt$${salt}$16384$8$1$qj6xJ3iK4aVxFNKj51bI8dfqhs97GL7rF9Nop6lDxoTJBgk3craKLUUa8Mu54UvY9t/BORpeISS69scYCU84HA==`,
  ],
  [snowman, `pbkdf2_sha256$1000$${salt}$28nMsA+CFC1v848h/lhBm8lii6kGHmrUhuGWOg23E7U=`],
  [snowman, "argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$jPIoGBmjo0j5NDOKiYJP6w"],
  [snowman, "bcrypt_sha256$$2b$06$abcdefghijklmnopqrstuuYUQUkbkqINqN7zFO7OzePvjhaNZXisW"],
  [hundred, "bcrypt_sha256$$2b$06$abcdefghijklmnopqrstuufTGfxKzIkFYKU5tHdQ0K1JeKh9Cp5O6"],
];

describe("hashes made by Django", () => {
  test.each(hashes)("%s opens %s", async (password, encoded) => {
    expect(importFault(encoded)).toBeNull();
    expect(await verifyPassword(password, encoded)).toBe(true);
    expect(needsRehash(encoded)).toBe(true);
  });

  test.each(hashes)("%s with something added does not open %s", async (password, encoded) => {
    expect(await verifyPassword(`${password} `, encoded)).toBe(false);
  });

  test("the text as typed comes first, its NFKC form second", async () => {
    const encoded = `pbkdf2_sha256$1000$${salt}$28nMsA+CFC1v848h/lhBm8lii6kGHmrUhuGWOg23E7U=`;
    expect(await verifyPassword("pa\u0308sswo\u0308rd \u2603", encoded)).toBe(true);
    const before = hashRuns();
    await verifyPassword("plain ascii", encoded);
    expect(hashRuns() - before).toBe(1);
  });

  test.each([
    "md5$saltsalt$d5f64ad0a069831818c22030bbead398",
    "!aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "",
    "$2b$06$abcdefghijklmnopqrstuuR/l09UCfSBZeVn/5PQMiCBG7KjxWWfS",
    `pbkdf2_sha256$0$${salt}$28nMsA+CFC1v848h/lhBm8lii6kGHmrUhuGWOg23E7U=`,
    `scrypt$${salt}$16383$8$1$${"A".repeat(86)}==`,
    // Figures that make no scrypt, bcrypt or argon2: whoever computed them would get an error.
    `scrypt$${salt}$65536$1$1$${"A".repeat(86)}==`,
    "bcrypt$$2b$03$abcdefghijklmnopqrstuuR/l09UCfSBZeVn/5PQMiCBG7KjxWWfS",
    "argon2$argon2id$v=19$m=63,t=2,p=8$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$gQdjo9wMH9mPLDHTeLeyQg",
    "argon2$argon2id$v=19$m=102400,t=0,p=8$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$gQdjo9wMH9mPLDHTeLeyQg",
    // Digests of no length that the algorithm has, signs, spaces, and what PostgreSQL keeps in no text.
    `pbkdf2_sha256$1000$${salt}$${"A".repeat(30)}=`,
    `pbkdf2_sha256$-1000$${salt}$28nMsA+CFC1v848h/lhBm8lii6kGHmrUhuGWOg23E7U=`,
    `pbkdf2_sha256$1e3$${salt}$28nMsA+CFC1v848h/lhBm8lii6kGHmrUhuGWOg23E7U=`,
    "pbkdf2_sha256$1000$salt\u0000$28nMsA+CFC1v848h/lhBm8lii6kGHmrUhuGWOg23E7U=",
    "pbkdf2_sha256$1000$salt\ud800$28nMsA+CFC1v848h/lhBm8lii6kGHmrUhuGWOg23E7U=",
    ` pbkdf2_sha256$1000$${salt}$28nMsA+CFC1v848h/lhBm8lii6kGHmrUhuGWOg23E7U=`,
    "sha1$saltsalt$d5f64ad0a069831818c22030bbead398d5f64ad0",
    "unsalted_md5$$d5f64ad0a069831818c22030bbead398",
    "crypt$$ab1234567890",
  ])("%j is of an unknown format and opens to nobody", async (encoded) => {
    expect(importFault(encoded)).toBe("unknown_hash_format");
    expect(await verifyPassword("password", encoded)).toBe(false);
  });

  test.each([
    `pbkdf2_sha256$1$${salt}$${"A".repeat(43)}=`,
    `pbkdf2_sha256$12345$\u2603 salt$${"A".repeat(43)}=`,
    `scrypt$${salt}$2$1$16$${"A".repeat(86)}==`,
    `scrypt$${salt}$32768$1$16$${"A".repeat(86)}==`,
    `scrypt$${salt}$16384$8$5$${"A".repeat(86)}==`,
    "bcrypt$$2y$04$abcdefghijklmnopqrstuuR/l09UCfSBZeVn/5PQMiCBG7KjxWWfS",
    "argon2$argon2i$v=19$m=512,t=2,p=2$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$gQdjo9wMH9mPLDHTeLeyQg",
  ])("%j is odd, and computed like any other", async (encoded) => {
    expect(importFault(encoded)).toBeNull();
    expect(await verifyPassword("password", encoded)).toBe(false);
  });

  test.each([
    `pbkdf2_sha256$2000001$${salt}$28nMsA+CFC1v848h/lhBm8lii6kGHmrUhuGWOg23E7U=`,
    `scrypt$${salt}$262144$8$1$${"A".repeat(86)}==`,
    `scrypt$${salt}$16384$64$1$${"A".repeat(86)}==`,
    `scrypt$${salt}$131072$16$2$${"A".repeat(86)}==`,
    "bcrypt$$2b$15$abcdefghijklmnopqrstuuR/l09UCfSBZeVn/5PQMiCBG7KjxWWfS",
    "argon2$argon2id$v=19$m=262145,t=2,p=8$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$gQdjo9wMH9mPLDHTeLeyQg",
    "argon2$argon2id$v=19$m=262144,t=5,p=1$c2FsdHNhbHRzYWx0MTIzNDU2Nzg5MA$gQdjo9wMH9mPLDHTeLeyQg",
    `$argon2id$v=19$m=4000000,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`,
  ])("%s is too costly, and is never computed", async (encoded) => {
    expect(importFault(encoded)).toBe("hash_too_costly");
    expect(await verifyPassword("password", encoded)).toBe(false);
  });
});
