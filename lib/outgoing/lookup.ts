import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { OutgoingFailure } from "./outgoing-failure.ts";
import { isPublicAddress } from "./public-address.ts";

/** Whether a host name of a URL may be looked up at all: a name, or an address that is public. */
export function isPublicName(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, "");
  return isIP(address) === 0 || isPublicAddress(address);
}

/**
 * Resolves a name for a connection and gives back only what is public; a name with a private address among its addresses is
 * refused as a whole. Node connects to what this answers, so the checked address is the one in use.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new OutgoingFailure("a private address"), []);
    }
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
