import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { UsageFault } from "./command.ts";

const common = { json: { type: "boolean", default: false } } as const;

/**
 * The words and options of a command, `--json` among them. `words` names the words it takes, three at most; one in
 * brackets may be left out, and is then empty. Throws `UsageFault` for anything else.
 */
export function readArgs<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  words: readonly string[],
  options: Options,
) {
  const { values, positionals } = parsed(args, { ...common, ...options });
  const needed = words.filter((word) => !word.startsWith("[")).length;
  if (positionals.length < needed) throw new UsageFault(`${words[positionals.length] ?? "A word"} is missing.`);
  const surplus = positionals[words.length];
  if (surplus !== undefined) throw new UsageFault(`"${surplus}" is one word too many.`);
  const [first = "", second = "", third = ""] = positionals;
  return { values, words: [first, second, third] as const };
}

function parsed<const Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageFault(error instanceof Error ? error.message : "These options are not known.");
  }
}
