/** C0, DEL, C1 and the line and paragraph separators: nothing a one-line field can hold. */
const CONTROLS = /[\p{Cc}\u2028\u2029]/u;
/** Embeddings, overrides, isolates and marks of direction: they make a name read as another one. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * Whether one line of text can be stored and shown: well-formed UTF-16 (PostgreSQL refuses half a surrogate pair),
 * no control character, nothing that changes the direction of writing.
 */
export function isPlainText(text: string): boolean {
  return text.isWellFormed() && !CONTROLS.test(text) && !DIRECTION.test(text);
}

/** Length in code points: what people count, and what every `max` of a text means. */
function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Whether the text is at most so many code points; quick for endless texts. */
export function isWithinCodePoints(text: string, max: number): boolean {
  return text.length <= max || (text.length <= max * 2 && codePointLength(text) <= max);
}

/** Whether the text is at most so many bytes of UTF-8; quick for endless texts. */
export function isWithinBytes(text: string, max: number): boolean {
  return text.length * 3 <= max || (text.length <= max && new TextEncoder().encode(text).length <= max);
}
