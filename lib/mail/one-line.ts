/**
 * Text fit for a mail header: control characters, line and paragraph separators and direction overrides become one
 * space, so that no name can start a header of its own (docs/security.md row 65). At most 200 code points.
 */
export function oneLine(text: string): string {
  const flat = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/gu, " ").trim();
  return [...flat].slice(0, 200).join("");
}
