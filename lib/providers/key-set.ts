import { createLocalJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { nowSeconds } from "#lib/clock.ts";
import { askJson } from "#lib/outgoing/ask-json.ts";
import { isOwnHost } from "./metadata.ts";
import type { OidcProvider } from "./provider.ts";
import { ProviderFailure } from "./provider-failure.ts";

const keySetShape = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

const keptSeconds = 600;
/** A token with an unknown key makes us look again, but not for every such token. */
const coolDownSeconds = 10;

type KeySet = { readonly find: JWTVerifyGetKey; readonly askedAt: number };
const kept = new Map<string, KeySet>();

/** Finds the key of a token among the provider's keys; a key that is not known makes them be asked for again. */
export function keyFinder(provider: OidcProvider, address: string, signal: AbortSignal): JWTVerifyGetKey {
  return async (header, token) => {
    const known = kept.get(address);
    const isOld = !known || known.askedAt + keptSeconds <= nowSeconds();
    const current = isOld ? await askForKeys(provider, address, signal) : known;
    try {
      return await current.find(header, token);
    } catch (error) {
      const mayLookAgain =
        error instanceof errors.JWKSNoMatchingKey && current.askedAt + coolDownSeconds <= nowSeconds();
      if (!mayLookAgain) throw error;
      return (await askForKeys(provider, address, signal)).find(header, token);
    }
  };
}

async function askForKeys(provider: OidcProvider, address: string, signal: AbortSignal): Promise<KeySet> {
  const { status, body } = await askJson(address, { signal, mayBePrivate: isOwnHost(provider, address) });
  if (status !== 200) throw new ProviderFailure("away", `the key set answered ${status}`);
  const parsed = keySetShape.safeParse(body);
  if (!parsed.success) throw new ProviderFailure("untrue", "no key set");
  const keys = { find: createLocalJWKSet({ keys: parsed.data.keys }), askedAt: nowSeconds() };
  kept.set(address, keys);
  return keys;
}
