import type { MetadataRoute } from "next";
import { neutrals } from "#lib/brand.ts";
import { settings } from "#lib/settings.ts";

/** How a phone keeps the product on its screen; it opens in the browser, as an account belongs beside its application. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: settings.siteName,
    short_name: settings.siteName,
    start_url: "/account",
    display: "browser",
    background_color: neutrals.canvas.light,
    theme_color: neutrals.canvas.light,
    icons: [
      { src: "/icon.svg", type: "image/svg+xml", sizes: "any" },
      { src: "/apple-icon.png", type: "image/png", sizes: "180x180" },
    ],
  };
}
