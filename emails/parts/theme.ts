import { brand, neutrals } from "#lib/brand.ts";

const paletteOf = (scheme: "light" | "dark") => ({
  canvas: neutrals.canvas[scheme],
  surface: neutrals.surface[scheme],
  text: neutrals.text[scheme],
  muted: neutrals.muted[scheme],
  line: neutrals.line[scheme],
  accent: brand.accent[scheme],
  onAccent: brand.onAccent[scheme],
});

/** The colours and measures of every mail; the screens use the same ones. */
export const theme = {
  light: paletteOf("light"),
  dark: paletteOf("dark"),
  /** Width of the column, in px. */
  width: 560,
  /** The system's own faces: nothing is downloaded. */
  face: "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
} as const;

const { light, dark } = theme;

/**
 * What cannot stand inline: the ground of the body and the dark palette. A mail program that knows no media query keeps the light one, which
 * stands on every element.
 */
export const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { background-color: ${light.canvas}; margin: 0; }
@media (prefers-color-scheme: dark) {
  body, .canvas { background-color: ${dark.canvas} !important; }
  .surface { background-color: ${dark.surface} !important; }
  .text { color: ${dark.text} !important; }
  .muted { color: ${dark.muted} !important; }
  .line { border-color: ${dark.line} !important; }
  .accent { color: ${dark.accent} !important; }
  .button { background-color: ${dark.accent} !important; color: ${dark.onAccent} !important; }
}
h1:lang(ja) { word-break: auto-phrase; }
@media (max-width: 560px) {
  .surface { padding: 24px 20px !important; border-radius: 0 !important; }
  .edge { padding-left: 20px !important; padding-right: 20px !important; }
}
`;

/** Styles that stand inline on the parts. */
export const styles = {
  canvas: { backgroundColor: light.canvas, fontFamily: theme.face, padding: "24px 0" },
  product: {
    color: light.text,
    fontSize: 16,
    lineHeight: "24px",
    fontWeight: 600,
    margin: "0 0 12px",
    padding: "0 32px",
  },
  surface: { backgroundColor: light.surface, borderRadius: 16, padding: 32 },
  title: { color: light.text, fontSize: 24, lineHeight: "30px", fontWeight: 600, margin: "0 0 16px" },
  text: { color: light.text, fontSize: 16, lineHeight: "24px", margin: "0 0 16px" },
  muted: { color: light.muted, fontSize: 14, lineHeight: "20px", margin: "0 0 12px" },
  line: { border: "none", borderTop: `1px solid ${light.line}`, margin: "24px 0 16px" },
  accent: { color: light.accent, textDecoration: "underline" },
  button: {
    backgroundColor: light.accent,
    borderRadius: 10,
    color: light.onAccent,
    display: "inline-block",
    fontSize: 16,
    fontWeight: 600,
    lineHeight: "20px",
    padding: "12px 24px",
    textDecoration: "none",
  },
  link: { fontSize: 14, lineHeight: "20px", margin: "0 0 24px", wordBreak: "break-all" },
  footer: { color: light.muted, fontSize: 14, lineHeight: "20px", margin: 0, padding: "16px 32px 0" },
} as const;
