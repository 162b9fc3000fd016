import { existsSync, readFileSync } from "node:fs";

/** The files a cell of a table names. */
export const filesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file);

/** The tests a cell names, each by its file and the words of a title in it. */
export const proofsIn = (cell: string) =>
  [...cell.matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file = "", title = ""]) => ({ file, title }));

/** Those that are not there. */
export const lostProofs = (cell: string) =>
  proofsIn(cell).filter(({ file, title }) => !(existsSync(file) && readFileSync(file, "utf8").includes(title)));

/** The cells of the rows of a page whose first cell is this letter and a number, or a number alone. */
export function rowsOf(page: string, letter: string): string[][] {
  const lines = readFileSync(page, "utf8").split("\n");
  return lines
    .filter((line) => new RegExp(`^\\| ${letter}\\d+ \\|`).test(line))
    .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));
}
