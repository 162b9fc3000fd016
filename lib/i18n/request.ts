import { getRequestConfig } from "next-intl/server";
import { catalogue } from "./catalogue.ts";
import { defaultLocale } from "./locales.ts";

/** What next-intl gives every page of this request; times are told in UTC, the only zone the server knows. */
export default getRequestConfig(() => ({
  locale: defaultLocale,
  messages: catalogue(defaultLocale),
  timeZone: "UTC",
}));
