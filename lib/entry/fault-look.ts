import { brand, neutrals } from "#lib/brand.ts";

const pair = ({ light, dark }: { readonly light: string; readonly dark: string }) => `light-dark(${light}, ${dark})`;

/** The style sheet of the page that stands in for a fault: the looks of every panel, without a file of the build. */
export const faultLook = `
body { margin: 0; color: ${pair(neutrals.text)}; background: ${pair(neutrals.canvas)};
  font: 1rem/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif }
main { display: grid; gap: 12px; box-sizing: border-box; max-width: 416px; margin: clamp(20px, 16vh, 160px) auto; padding: 32px;
  border: 1px solid ${pair(neutrals.line)}; border-radius: 16px; background: ${pair(neutrals.surface)} }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; font-weight: 600; text-wrap: balance }
p { margin: 0; color: ${pair(neutrals.muted)} }
a { justify-self: start; color: ${pair(brand.accent)}; text-underline-offset: 3px }
.retry { justify-self: stretch; margin-top: 12px; padding: 10px 20px; border-radius: 10px; color: ${pair(brand.onAccent)};
  background: ${pair(brand.accent)}; font-weight: 600; text-align: center; text-decoration: none }
:focus-visible { outline: 2px solid ${pair(brand.accent)}; outline-offset: 2px }
@media (width < 480px) {
  body { background: ${pair(neutrals.surface)} }
  main { margin: 0; padding: 64px 20px; border: 0 }
}
`;
