import type { Locale } from "./locales.ts";
import ar from "./messages/ar/fault.json" with { type: "json" };
import de from "./messages/de/fault.json" with { type: "json" };
import en from "./messages/en/fault.json" with { type: "json" };
import es from "./messages/es/fault.json" with { type: "json" };
import fr from "./messages/fr/fault.json" with { type: "json" };
import ja from "./messages/ja/fault.json" with { type: "json" };
import ptBR from "./messages/pt-BR/fault.json" with { type: "json" };

/** The few words of a page that could not be made, in all languages: the browser chooses, as no server can any more. */
export const faultTexts: Readonly<Record<Locale, typeof en>> = { en, de, es, fr, "pt-BR": ptBR, ja, ar };
