import { defaultLocale, type Locale, locales } from "./locales.ts";

type Range = { readonly tag: string; readonly weight: number };

// Browsers send a handful; whoever sends more gets an answer by the first ones.
const maxHeaderLength = 1_000;
const maxRanges = 30;

/**
 * The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4), by lookup: each range in the order of its
 * weight, and shortened from its end until a language of ours fits (RFC 4647 §3.4). A range of weight 0 rules its language
 * out; `*` stands for any that is left. The default where nothing fits. Ranges that are none are skipped; never throws.
 */
export function negotiateLocale(header: string | null): Locale {
  const ranges = rangesOf(header ?? "");
  const refused = new Set(ranges.filter(({ weight }) => weight === 0).map(({ tag }) => tag));
  const left = locales.filter((locale) => !refused.has(locale.toLowerCase()) && !refused.has(languageOf(locale)));
  for (const { tag, weight } of ranges) {
    const found = weight > 0 ? lookUp(tag, left) : undefined;
    if (found !== undefined) return found;
  }
  return left.includes(defaultLocale) ? defaultLocale : (left[0] ?? defaultLocale);
}

/** The language of ours that one tag means, found as above (`pt-br`, `de-AT`); null where we speak none of it. */
export function localeNamed(tag: string): Locale | null {
  return lookUp(tag.toLowerCase(), locales) ?? null;
}

function rangesOf(header: string): readonly Range[] {
  const parts = header.slice(0, maxHeaderLength).split(",").slice(0, maxRanges);
  return parts.flatMap(rangeOf).sort((one, other) => other.weight - one.weight);
}

function rangeOf(text: string): Range[] {
  const [, tag, weight = "1"] =
    /^\s*(\*|[a-z]{1,8}(?:-[a-z0-9]{1,8}){0,8})\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?\s*$/i.exec(text) ?? [];
  return tag === undefined ? [] : [{ tag: tag.toLowerCase(), weight: Number(weight) }];
}

function lookUp(range: string, left: readonly Locale[]): Locale | undefined {
  // `*` has no tag to look up: what is left decides, once every named range was tried.
  if (range === "*") return undefined;
  const exact = left.find((locale) => locale.toLowerCase() === range);
  // Our tags name a region only where we speak its variety; another region's reader still gets that language.
  return exact ?? left.find((locale) => languageOf(locale) === languageOf(range));
}

function languageOf(tag: string): string {
  return tag.split("-", 1)[0] ?? tag;
}
