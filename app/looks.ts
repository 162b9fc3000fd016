import { headers } from "next/headers";
import type { Looks } from "#components/frame/footer.tsx";
import { themeOf } from "#lib/http/theme.ts";
import { configuredProviders } from "#lib/providers/provider.ts";
import { settings } from "#lib/settings.ts";

/** The product's name, the colours this person chose, and which page this is. */
export async function readLooks(): Promise<Looks> {
  return {
    product: settings.siteName,
    offersConnections: configuredProviders().length > 0,
    theme: themeOf((await headers()).get("cookie")),
    here: (await headers()).get("x-latchkey-target") ?? "/",
  };
}
