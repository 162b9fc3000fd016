/** The rows of every Markdown table in a text, cell by cell; heads and rulers are left out. */
export function tableRows(markdown: string): string[][] {
  const lines = markdown.split("\n");
  return lines
    .filter((line, index) => line.startsWith("|") && !isRuler(line) && !isRuler(lines[index + 1] ?? ""))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf("|"))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

function isRuler(line: string): boolean {
  return /^\|[-|\s:]+\|$/.test(line);
}
