import { isIPv4, isIPv6 } from "node:net";
import type { Whereabouts } from "./open-session.ts";

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

/**
 * A coarse description of where a request came from, for the session list and for notices. The `User-Agent` is a hint the
 * client wrote itself: only names from our own lists are kept, nothing of its text.
 */
export function whereabouts(headers: Headers): Whereabouts {
  return { device: deviceOf(headers.get("user-agent") ?? ""), network: networkOf(clientAddress(headers)) };
}

/** The client's address as the HTTP entry saw it (lib/entry): from the socket or the trusted proxy, never from the client. */
export function clientAddress(headers: Headers): string {
  return headers.get("x-latchkey-client") ?? "";
}

function deviceOf(agent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(agent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? "";
}

// IPv4 to /24, IPv6 to /48: enough to recognise "that was me", too little to find a person.
function networkOf(address: string): string {
  if (isIPv4(address)) return `${address.split(".").slice(0, 3).join(".")}.0/24`;
  if (!isIPv6(address)) return "";
  const groups = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1).split("::")[0]?.split(":") ?? [];
  return `${groups.slice(0, 3).join(":")}::/48`;
}
