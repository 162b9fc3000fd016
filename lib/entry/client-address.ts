import { isIP, isIPv4 } from "node:net";

/** What decides whose address a request has. */
export type AddressSource = {
  /** The other end of the connection. */
  readonly peer: string | undefined;
  /** `X-Forwarded-For` as it came; several header lines are joined by commas. */
  readonly forwardedFor: string | undefined;
  /** TRUSTED_PROXY_COUNT. */
  readonly trustedProxies: number;
};

/**
 * The client's address: the peer, or behind n trusted proxies the n-th entry from the right of `X-Forwarded-For`, which is
 * the one our outermost proxy wrote. What a client writes stands further left and is never looked at. An entry that is
 * missing or no address falls back to the peer. IPv6 is folded to its /64, the block one household has (docs/security.md row 44).
 */
export function clientAddress({ peer, forwardedFor, trustedProxies }: AddressSource): string {
  const entries = (forwardedFor ?? "").split(",").map((entry) => bare(entry.trim()));
  const told = trustedProxies > 0 ? entries.at(-trustedProxies) : undefined;
  const address = told !== undefined && isIP(told) !== 0 ? told : bare(peer ?? "");
  return fold(address);
}

// Some proxies write a port, and IPv6 in brackets.
function bare(entry: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d+)?|([^:]+):\d+)$/.exec(entry) ?? [];
  return bracketed ?? plain ?? entry;
}

function fold(address: string): string {
  const plain = address.split("%")[0] ?? "";
  if (isIP(plain) !== 6) return isIPv4(plain) ? plain : "unknown";
  const groups = groupsOf(plain);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return [...octets(groups[6]), ...octets(groups[7])].join(".");
  return new URL(
    `http://[${groups
      .slice(0, 4)
      .map((group) => group.toString(16))
      .join(":")}::]`,
  ).hostname.slice(1, -1);
}

function octets(group = 0): readonly number[] {
  return [group >> 8, group & 255];
}

// The URL parser writes any IPv6 address in one form: hexadecimal groups with at most one "::".
function groupsOf(address: string): readonly number[] {
  const [left = "", right] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const before = numbers(left);
  if (right === undefined) return before;
  const after = numbers(right);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function numbers(groups: string): readonly number[] {
  return groups === "" ? [] : groups.split(":").map((group) => Number.parseInt(group, 16));
}
