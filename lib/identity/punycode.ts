const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_CODE_POINT = 128;
const LAST_CODE_POINT = 0x10ffff;

/**
 * What the part of an A-label after `xn--` spells, or null where it spells nothing (RFC 3492 §6.2). Expects lower-case
 * letters, digits and hyphens of at most 59 characters. The URL parser lets such labels through unread, so a broken one
 * has to be found here.
 */
export function decodePunycode(encoded: string): string | null {
  const border = encoded.lastIndexOf("-");
  const codePoints = Array.from(encoded.slice(0, Math.max(border, 0)), (letter) => letter.charCodeAt(0));
  let rest = encoded.slice(border + 1);
  let codePoint = FIRST_CODE_POINT;
  let position = 0;
  let bias = 72;
  while (rest !== "") {
    const number = readNumber(rest, bias);
    if (number === null) return null;
    const length = codePoints.length + 1;
    bias = adapt(number.delta, length, position === 0 && codePoint === FIRST_CODE_POINT);
    codePoint += Math.floor((position + number.delta) / length);
    position = (position + number.delta) % length;
    if (codePoint > LAST_CODE_POINT) return null;
    codePoints.splice(position, 0, codePoint);
    position += 1;
    rest = rest.slice(number.digits);
  }
  return String.fromCodePoint(...codePoints);
}

/** One generalised variable-length integer (RFC 3492 §3.3), or null when the text ends within it. */
function readNumber(text: string, bias: number): { delta: number; digits: number } | null {
  let delta = 0;
  let weight = 1;
  for (let index = 0; index < text.length; index += 1) {
    const digit = digitOf(text.charCodeAt(index));
    const threshold = Math.min(Math.max(BASE * (index + 1) - bias, T_MIN), T_MAX);
    delta += digit * weight;
    if (digit === BASE || delta > LAST_CODE_POINT * 64) return null;
    if (digit < threshold) return { delta, digits: index + 1 };
    weight *= BASE - threshold;
  }
  return null;
}

/** a–z are 0–25, 0–9 are 26–35; 36 for anything else. */
function digitOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : BASE;
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / length);
  let bias = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN));
    bias += BASE;
  }
  return bias + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
