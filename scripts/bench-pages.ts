// npm run bench:pages: what each page weighs and how soon it is there, on a phone four times slower than this machine behind
// a fast 4G line (the presets of Chromium's developer tools). Needs a build (npm start makes one).
import { measurePages } from "#e2e/screens/measure-pages.ts";

const columns = ["script kB", "style kB", "all kB", "FCP ms", "LCP ms", "load ms", "CLS", "other hosts"] as const;

const rows = await measurePages();
const widths = [24, ...columns.map((name) => name.length + 3)];
const line = (cells: readonly string[]) =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(24) : cell.padStart(widths[index] ?? 0))).join("");
console.log(line(["page", ...columns]));
for (const { page, scriptBytes, styleBytes, allBytes, ...times } of rows) {
  const sizes = [scriptBytes, styleBytes, allBytes].map((bytes) => (bytes / 1000).toFixed(1));
  const marks = [times.firstPaintMs, times.largestPaintMs, times.loadMs].map((ms) => ms.toFixed(0));
  console.log(line([page, ...sizes, ...marks, times.layoutShift.toFixed(3), String(times.foreignRequests)]));
}
