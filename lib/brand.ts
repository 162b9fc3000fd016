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
