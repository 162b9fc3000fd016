type Colour = { readonly light: string; readonly dark: string };

/**
 * Yours to edit: the one colour of the product on screens and in mails, and the colour of words on it, each for light and for
 * dark. A test holds every pair to the contrast that WCAG 2.2 AA demands. The mark is in `components/frame/brand.tsx`, the icons are
 * `app/icon.svg` and `app/apple-icon.png`.
 */
export const brand: { readonly accent: Colour; readonly onAccent: Colour } = {
  accent: { light: "#14532D", dark: "#7FD6A0" },
  onAccent: { light: "#FFFFFF", dark: "#0B1F13" },
};

/**
 * The colours around it, for what is not styled by `app/globals.css`, where the screens have theirs: mails, the browser's own
 * surfaces, the page that stands in for a fault. A test holds the two together.
 */
export const neutrals = {
  canvas: { light: "#F6F5F2", dark: "#121412" },
  surface: { light: "#FFFFFF", dark: "#1B1E1C" },
  text: { light: "#1B1D1F", dark: "#ECEEEB" },
  muted: { light: "#595F66", dark: "#A3ABA5" },
  line: { light: "#D9D7D1", dark: "#343A36" },
} as const satisfies Readonly<Record<string, Colour>>;
