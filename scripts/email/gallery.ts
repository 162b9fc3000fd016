import { type Locale, languageNames, localeOf, locales } from "#lib/i18n/locales.ts";
import { type RenderedMail, renderMail } from "#lib/mail/render.tsx";
import { ada, samplesTo } from "#lib/mail/sample-messages.ts";

const samples = samplesTo(ada);
const mails = Object.values(samples);

/** `/de` shows all mails in German; `/de/reset-password` is that mail itself, as a mail program gets it. In HTML. */
export async function showGallery(target: string): Promise<string> {
  const [, tag = "", name = ""] = new URL(target, "http://gallery.invalid").pathname.split("/");
  const locale = localeOf(tag);
  const message = mails.find((mail) => mail.name === name);
  return message ? (await render(message, locale)).html : overview(locale);
}

function render(message: (typeof mails)[number], locale: Locale): Promise<RenderedMail> {
  return renderMail(message, { to: "ada@example.org", locale });
}

async function overview(locale: Locale): Promise<string> {
  const links = locales.map(
    (tag) => `<a href="/${tag}"${tag === locale ? " aria-current" : ""}>${languageNames[tag]}</a>`,
  );
  const entries = await Promise.all(
    mails.map(async (message) => entry(message.name, { locale, mail: await render(message, locale) })),
  );
  return `<!doctype html><html lang="en"><title>Mails</title><meta name="viewport" content="width=device-width">
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui; } body { margin: 24px; }
  nav { display: flex; flex-wrap: wrap; gap: 16px; } [aria-current] { font-weight: 600; }
  .row { display: flex; flex-wrap: wrap; gap: 16px; } iframe { block-size: 640px; border: 1px solid gray; }
  .wide { inline-size: 640px; } .narrow { inline-size: 360px; } .dark { color-scheme: dark; }
  pre { max-inline-size: 80ch; white-space: pre-wrap; }
</style>
<h1>Mails</h1><nav>${links.join("")}</nav>${entries.join("")}</html>`;
}

function entry(name: string, { locale, mail }: { readonly locale: Locale; readonly mail: RenderedMail }): string {
  const frame = (look: string) =>
    `<iframe class="${look}" style="color-scheme: ${look.includes("dark") ? "dark" : "light"}" sandbox src="/${locale}/${name}" title="${name}"></iframe>`;
  return `<section><h2>${escaped(mail.subject)}</h2><p><a href="/${locale}/${name}">emails/${name}.tsx</a></p>
<div class="row">${frame("wide")}${frame("narrow dark")}</div>
<details><summary>Text</summary><pre dir="auto">${escaped(mail.text)}</pre></details></section>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
