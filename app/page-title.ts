import type { Metadata } from "next";

/** The title of a page that a signed link leads to: the link must not leave in a Referer (docs/security.md row 13). */
export function linkPage(title: string): Metadata {
  return { title, referrer: "no-referrer", robots: { index: false, follow: false } };
}
