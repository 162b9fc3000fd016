import { describe, expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

describe("without a trusted proxy", () => {
  test.each(["9.9.9.9", "9.9.9.9, 8.8.8.8", "[2001:db8::1]:80", "unknown", ""])(
    "%j from the client is ignored",
    (forwardedFor) => {
      expect(clientAddress({ peer: "192.0.2.7", forwardedFor, trustedProxies: 0 })).toBe("192.0.2.7");
    },
  );
});

describe("behind trusted proxies", () => {
  const peer = "10.0.0.1";

  test("the entry that the outermost of them wrote counts, counted from the right", () => {
    const forwardedFor = "6.6.6.6, 203.0.113.9, 10.0.0.2";
    expect(clientAddress({ peer, forwardedFor, trustedProxies: 1 })).toBe("10.0.0.2");
    expect(clientAddress({ peer, forwardedFor, trustedProxies: 2 })).toBe("203.0.113.9");
  });

  test.each([undefined, "", "garbage", "6.6.6.6, garbage", "6.6.6.6,"])("%j falls back to the peer", (forwardedFor) => {
    expect(clientAddress({ peer, forwardedFor, trustedProxies: 1 })).toBe(peer);
  });

  test("a list that is too short falls back to the peer", () => {
    expect(clientAddress({ peer, forwardedFor: "6.6.6.6", trustedProxies: 2 })).toBe(peer);
  });

  test.each([
    ["203.0.113.9:4711", "203.0.113.9"],
    ["[2001:db8:1:2:3::4]:4711", "2001:db8:1:2::"],
  ])("a port is no part of the address: %s", (forwardedFor, address) => {
    expect(clientAddress({ peer, forwardedFor, trustedProxies: 1 })).toBe(address);
  });
});

test.each([
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"],
  ["2001:DB8:1:2::9", "2001:db8:1:2::"],
  ["2001:db8::1", "2001:db8::"],
  ["fe80::1%eth0", "fe80::"],
  ["::1", "::"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["::ffff:c000:207", "192.0.2.7"],
  [undefined, "unknown"],
])("the peer %s is known as %s: IPv6 by its /64, mapped IPv4 as IPv4", (peer, address) => {
  expect(clientAddress({ peer, forwardedFor: undefined, trustedProxies: 0 })).toBe(address);
});
