import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { brand, neutrals } from "#lib/brand.ts";
import { directionOf } from "#lib/i18n/locales.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { settings } from "#lib/settings.ts";
import "./globals.css";
import { readLooks } from "./looks.ts";

/** Every page is made for its request: the content security policy has a nonce of its own each time. */
export const dynamic = "force-dynamic";

/** What all pages have in common. */
export const metadata: Metadata = {
  title: { default: settings.siteName, template: `%s · ${settings.siteName}` },
  referrer: "same-origin",
  formatDetection: { telephone: false, email: false, address: false },
};

/** The browser's own surfaces take the colours of the page: the chosen ones, else those of the device. */
export async function generateViewport(): Promise<Viewport> {
  const { theme } = await readLooks();
  if (theme !== "system") return { colorScheme: theme, themeColor: neutrals.canvas[theme] };
  const schemes = ["light", "dark"] as const;
  return {
    colorScheme: "light dark",
    themeColor: schemes.map((scheme) => ({
      media: `(prefers-color-scheme: ${scheme})`,
      color: neutrals.canvas[scheme],
    })),
  };
}

const pair = ({ light, dark }: typeof brand.accent) => `light-dark(${light},${dark})`;
const accentStyle = `html:root{--accent:${pair(brand.accent)};--on-accent:${pair(brand.onAccent)}}`;

/** The document around every page. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme } = await readLooks();
  const locale = await pageLocale();
  return (
    <html lang={locale} dir={directionOf(locale)} data-theme={theme === "system" ? undefined : theme}>
      <head>
        <style nonce={(await headers()).get("x-latchkey-nonce") ?? undefined}>{accentStyle}</style>
      </head>
      <body>{children}</body>
    </html>
  );
}
