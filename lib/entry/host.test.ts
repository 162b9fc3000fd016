import { expect, test } from "vitest";
import { isOwnHost } from "./host.ts";

const local = { APP_URL: "http://localhost:3000", IS_LOCAL: true };
const shared = { APP_URL: "https://accounts.example.org", IS_LOCAL: false };

test.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "LOCALHOST:3000"])("locally %s is us", (host) => {
  expect(isOwnHost(host, local)).toBe(true);
});

test.each([
  undefined,
  "",
  "localhost",
  "localhost:3001",
  "evil.example:3000",
  "localhost:3000.evil.example",
  "127.0.0.2:3000",
])("locally %s is not", (host) => {
  expect(isOwnHost(host, local)).toBe(false);
});

test.each(["accounts.example.org", "Accounts.Example.org", "accounts.example.org:443"])(
  "in public %s is us",
  (host) => {
    expect(isOwnHost(host, shared)).toBe(true);
  },
);

test.each([
  "accounts.example.org:80",
  "accounts.example.org.",
  "example.org",
  "localhost:3000",
  "a@accounts.example.org",
])("in public %s is not", (host) => {
  expect(isOwnHost(host, shared)).toBe(false);
});
