// npm run screens -- [PART OF A NAME] [--locale=ar] [--no-script]: a picture of every state of every page, in three widths,
// light and dark, into screenshots/, which is not committed. Needs a build (npm start makes one).
import { parseArgs } from "node:util";
import { takeScreens } from "#e2e/screens/take-screens.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: { locale: { type: "string", default: "en-GB" }, script: { type: "boolean", default: true } },
});
const folder = `screenshots/${values.locale}${values.script ? "" : "-no-script"}`;
const order = { folder, only: positionals[0] ?? "", locale: values.locale, hasScript: values.script };
console.log(`${await takeScreens(order)} pictures in ${folder}`);
