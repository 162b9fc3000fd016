import { describe, expect, test } from "vitest";
import { isPublicName } from "./lookup.ts";
import { isPublicAddress } from "./public-address.ts";

describe("isPublicAddress", () => {
  test.each([
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "2a00:1450:4001::200e",
    "::ffff:8.8.8.8",
  ])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ...["127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"],
    ...["0.0.0.0", "100.64.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255"],
    ...["::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "64:ff9b::a00:1", "2002:a00:1::"],
    ...["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "", "localhost", "127.1", "0x7f.1", "2130706433"],
  ])("%s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test("a host that is written as an address is judged before anything is resolved", () => {
  expect(["[::1]", "127.0.0.1", "[::ffff:7f00:1]"].map(isPublicName)).toEqual([false, false, false]);
  expect(["id.example.org", "[2606:4700::1111]"].map(isPublicName)).toEqual([true, true]);
});
