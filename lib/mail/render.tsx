import { plainTextSelectors } from "@react-email/components";
import { compile } from "html-to-text";
import type { MailContext } from "#emails/parts/mail.ts";
import { env } from "#lib/env.ts";
import { translator } from "#lib/i18n/catalogue.ts";
import { directionOf, type Locale, localeOf } from "#lib/i18n/locales.ts";
import { settings } from "#lib/settings.ts";
import { htmlOf } from "./html.ts";
import { type MailMessage, writeMail } from "./messages.ts";
import { oneLine } from "./one-line.ts";
import type { Personal } from "./personal.ts";
import { momentIn, spanIn } from "./words.ts";

/** A mail as it is handed to a transport: subject on one line, HTML, and the same in plain text. */
export type RenderedMail = { readonly subject: string; readonly html: string; readonly text: string };

/** Who a message goes to (a bare address) and in which language. */
export type Reader = { readonly to: string; readonly locale: string; readonly personal?: Personal };

/**
 * Writes a message in the reader's language. The same message gives the same bytes every time: a retried mail must be
 * the same mail, or the mail API would refuse its idempotency key.
 */
export async function renderMail(message: MailMessage, reader: Reader): Promise<RenderedMail> {
  const { subject, document } = writeMail(message, contextFor(reader), reader.personal?.set);
  const html = await htmlOf(document);
  return {
    subject: oneLine(env().ACCOUNT_EMAIL_SUBJECT_PREFIX + subject),
    html,
    text: textOf(html.replace(unseen, "")),
  };
}

function contextFor(reader: Reader): MailContext {
  const locale = localeOf(reader.locale);
  const t = translator(locale, "mails");
  return {
    product: settings.siteName,
    own: settings.mailContext,
    locale,
    to: reader.to,
    called: reader.personal?.called ?? null,
    t: (key, values) => t(key, key.endsWith(".subject") ? values : isolated(values, locale)),
    time: (at) => momentIn(locale, at),
    span: (from, until) => spanIn(locale, from, until),
  };
}

/**
 * Among words that are written from right to left, a name or an address stands between marks that keep its letters and signs
 * in their own order (Unicode UAX #9, FSI and PDI): in the text part no element can.
 */
function isolated(values: Readonly<Record<string, string>> | undefined, locale: Locale) {
  if (values === undefined || directionOf(locale) === "ltr") return values;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `\u2068${value}\u2069`]));
}

/** The little of html-to-text's interface that a formatter needs. */
type TextElement = { readonly children: readonly unknown[]; readonly attribs: Readonly<Record<string, string>> };
type TextBuilder = {
  openBlock(options: { leadingLineBreaks: number }): void;
  closeBlock(options: { trailingLineBreaks: number }): void;
  addInline(text: string, options?: { noWordTransform: boolean }): void;
  addLineBreak(): void;
};
type Walk = (children: readonly unknown[], builder: TextBuilder) => void;

/** What a text part shows nothing of: more than half of the HTML, and a third of the time that reading it takes. */
const unseen = /<head>.*?<\/head>|<!--.*?-->| style="[^"]*"/gs;

/** The text part of a mail; compiled once, as React Email's own `toPlainText` is at every mail, which takes most of its time. */
const textOf = compile<TextElement, TextBuilder>({
  wordwrap: false,
  formatters: { buttonLink },
  selectors: [
    ...plainTextSelectors,
    { selector: "a[data-button]", format: "buttonLink" },
    { selector: "h1", options: { uppercase: false } },
  ],
});

/** A button becomes its words and, on a line of its own so that nothing is cut off or stuck to it, its address. */
function buttonLink(element: TextElement, walk: Walk, builder: TextBuilder): void {
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.addInline(":");
  builder.addLineBreak();
  builder.addInline(element.attribs["href"] ?? "", { noWordTransform: true });
  builder.closeBlock({ trailingLineBreaks: 2 });
}
