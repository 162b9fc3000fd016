/** One import as it stands in a file; `isType` is true when it vanishes before the program runs. */
export type ImportLine = { readonly specifier: string; readonly line: number; readonly isType: boolean };

const statement = /^[ \t]*(?:import|export)\b(?<clause>[^;"'`=()]*?)\bfrom\s*["'](?<specifier>[^"'$\n]+)["']/gm;
const effect = /^[ \t]*import\s+["'](?<specifier>[^"'$\n]+)["']/gm;
const call =
  /^(?![ \t]*(?:\*|\/\/)).*?\b(?:import|require|import\.meta\.resolve)\(\s*["'](?<specifier>[^"'$\n]+)["']/gm;

/**
 * Every module a file names: import and re-export statements, dynamic imports, `require` and `import.meta.resolve`.
 * It reads text, not syntax, so it relies on the formatter: a statement starts its line.
 */
export function importsOf(text: string): ImportLine[] {
  return [statement, effect, call]
    .flatMap((form) => [...text.matchAll(form)])
    .map((match) => ({
      specifier: match.groups?.["specifier"] ?? "",
      line: text.slice(0, match.index).split("\n").length,
      isType: /^\s*type\b/.test(match.groups?.["clause"] ?? ""),
    }));
}
