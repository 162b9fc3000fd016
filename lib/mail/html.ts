import type { ReactElement } from "react";

/** What React Email's components are written for. */
const doctype =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/**
 * The document of a mail in HTML, made in one go: React Email's own `render` goes through a stream, takes three times as long, and leaves
 * the marks by which React would bring a page to life. So no component of a mail may wait for anything; one that does throws.
 */
export async function htmlOf(document: ReactElement): Promise<string> {
  // Next refuses a static import.
  const { renderToStaticMarkup } = await import("react-dom/server");
  return doctype + renderToStaticMarkup(document).replace(early, "");
}

/** React asks early for the images of a page; mail programs do not, or load what nobody looks at. */
const early = /<link rel="preload" as="image"[^>]*>/g;
