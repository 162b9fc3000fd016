import { fillCount, type PluralText } from "#lib/i18n/fill.ts";

/** The sentences that tell how long to wait, by unit. */
export type WaitTexts = { readonly seconds: PluralText; readonly minutes: PluralText; readonly hours: PluralText };

/** The sentence for a wait: seconds below a minute, minutes up to ninety, then hours; always rounded up. */
export function waitWords(texts: WaitTexts, seconds: number, locale: string): string {
  if (seconds < 60) return fillCount(texts.seconds, Math.max(1, Math.ceil(seconds)), locale);
  if (seconds <= 90 * 60) return fillCount(texts.minutes, Math.ceil(seconds / 60), locale);
  return fillCount(texts.hours, Math.ceil(seconds / 3600), locale);
}

/** A countdown as minutes and seconds: 42 is `0:42`, 75 is `1:15`. */
export function clockWords(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
