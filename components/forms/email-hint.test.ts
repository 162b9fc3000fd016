import { expect, test } from "vitest";
import { meantEmail } from "./email-hint.ts";

test.each([
  ["ada@gmial.com", "ada@gmail.com"],
  ["ada@gmail.con", "ada@gmail.com"],
  ["ada@gmail.co", "ada@gmail.com"],
  ["ada@gamil.com", "ada@gmail.com"],
  ["ada@hotmial.com", "ada@hotmail.com"],
  ["ada@outlok.com", "ada@outlook.com"],
  ["ada@yaho.com", "ada@yahoo.com"],
  ["ada@icloud.cmo", "ada@icloud.com"],
  ["Ada.L@GMIAL.com", "Ada.L@gmail.com"],
  ["ada@wbe.de", "ada@web.de"],
])("a slip in a well-known domain is noticed: %s", (typed, meant) => {
  expect(meantEmail(typed)).toBe(meant);
});

test.each([
  "ada@gmail.com",
  "ada@gmx.de",
  "ada@example.org",
  "ada@mail.example",
  "ada@company.com",
  "ada@hey.com",
  "ada@he.com",
  "ada@email.com",
  "ada@gmail",
  "ada",
  "@gmial.com",
  "",
])("an address that may be right is left alone: %s", (typed) => {
  expect(meantEmail(typed)).toBeNull();
});
