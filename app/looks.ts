import { cookies, headers } from "next/headers";
import type { Looks } from "#components/frame/footer.tsx";
import { env } from "#lib/env.ts";
import { configuredProviders } from "#lib/providers/provider.ts";
import { settings } from "#lib/settings.ts";

/** The product's name, the colours this person chose, and which page this is; the cookie is written by the page's own switch. */
export async function readLooks(): Promise<Looks> {
  const isSecure = env().APP_URL.startsWith("https:");
  const themeCookie = { name: isSecure ? "__Host-theme" : "theme", isSecure };
  const value = (await cookies()).get(themeCookie.name)?.value;
  return {
    product: settings.siteName,
    offersConnections: configuredProviders().length > 0,
    theme: value === "light" || value === "dark" ? value : "system",
    themeCookie,
    here: (await headers()).get("x-latchkey-target") ?? "/",
  };
}
