import { globSync, readFileSync } from "node:fs";

/** One method of one path: who may call it and which limits count it. */
export type Method = { readonly access: string; readonly limits: readonly string[] };

/** An endpoint as the code or the page has it; methods by name, `details` the literal words of its successes. */
export type Endpoint = { readonly methods: Readonly<Record<string, Method>>; readonly details: readonly string[] };

/** How the page calls each access of lib/http/door.ts. */
const accessWords: Readonly<Record<string, string>> = {
  anyone: "anyone",
  known: "anyone, known if logged in",
  session: "logged in",
  fresh: "logged in, proof fresh",
};

const methodNames = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** The endpoints of docs/endpoints.md by path. Throws when a path stands there twice. */
export function documentedEndpoints(page: string): Map<string, Endpoint & { readonly text: string }> {
  const sections = page.split(/^### /m).slice(1);
  const entries = sections.map((section) => {
    const path = /^`([^`]+)`/.exec(section)?.[1] ?? "";
    const text = section.split(/^## /m)[0] ?? "";
    const lines = [...text.matchAll(/^- \*\*(\w+)\*\* · ([^·]+) · limits: (.+)$/gm)];
    const methods = lines.map(([, method = "", access = "", limits = ""]) => [
      method,
      { access, limits: [...limits.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name) },
    ]);
    return [path, { methods: Object.fromEntries(methods), details: detailsOf(text), text }] as const;
  });
  if (new Set(entries.map(([path]) => path)).size < entries.length) throw new Error("a path is documented twice");
  return new Map(entries);
}

/** The endpoints of app/api by the path that reaches them, read from the text of their route files. */
export function codedEndpoints(): Map<string, Endpoint> {
  const files = globSync("app/api/**/route.ts").map((file) => file.replaceAll("\\", "/"));
  return new Map(files.map((file) => [pathOf(file), readRoute(readFileSync(file, "utf8"))]));
}

function pathOf(file: string): string {
  const path = file.replace(/^app/, "").replace(/route\.ts$/, "");
  return path.replace(/\[{1,2}\.\.\.\w+\]{1,2}\/$/, "…").replace(/\[(\w+)\]/g, "<$1>");
}

function readRoute(text: string): Endpoint {
  const doors = /= endpoint\(\{\n(.*?)^\}\);/ms.exec(text)?.[1];
  const methods = doors === undefined ? exportedMethods(text) : doorsOf(doors, text);
  return { methods, details: detailsOf(text) };
}

/** Route files that are no endpoint of `lib/http` export their handlers by name, for anybody, without limits. */
function exportedMethods(text: string): Record<string, Method> {
  const open = { access: "anyone", limits: [] };
  const isExported = (name: string) => new RegExp(`(?:export (?:const|(?:async )?function)|as) ${name}\\b`).test(text);
  return Object.fromEntries(methodNames.filter(isExported).map((name) => [name, open]));
}

function doorsOf(doors: string, text: string): Record<string, Method> {
  const starts = [...doors.matchAll(/^ {2}(GET|POST|PUT|PATCH|DELETE): /gm)];
  const parts = starts.map((start, index) => [
    start[1] ?? "",
    doors.slice(start.index + start[0].length, starts[index + 1]?.index),
  ]);
  return Object.fromEntries(parts.map(([name = "", part = ""]) => [name, methodOf(named(part, text), text)]));
}

/** A door that has a name is looked up in the same file. */
function named(part: string, text: string): string {
  const name = /^(\w+)[,(]/.exec(part)?.[1] ?? "";
  if (name === "route") return part;
  return new RegExp(`^const ${name} = .*?^(?:\\}\\);|\\S.*\\n(?=\\n))`, "ms").exec(text)?.[0] ?? "";
}

function methodOf(door: string, text: string): Method {
  const access = accessWords[/access: "(\w+)"/.exec(door)?.[1] ?? ""] ?? "unknown";
  const keyed = [...door.matchAll(/limit: "(\w+)"/g)].map(([, name = ""]) => name);
  return { access, limits: [...quoted(listOf(door, text)), ...keyed] };
}

/** The list behind `limits:`, also where it has a name and comes from another file. */
function listOf(door: string, text: string): string {
  const [, list, name = ""] = /limits: (?:\[([^\]]*)\]|(\w+))/.exec(door) ?? [];
  if (list !== undefined) return list;
  const file = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "#([^"]+)"`).exec(text)?.[1];
  const source = file === undefined ? text : readFileSync(file, "utf8");
  return new RegExp(`const ${name}\\b[^=]*= \\[([^\\]]*)\\]`).exec(source)?.[1] ?? "";
}

function quoted(list: string): string[] {
  return [...list.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);
}

function detailsOf(text: string): string[] {
  return [...text.matchAll(/"?detail"?: "([^"]+)"/g)].map(([, words = ""]) => words);
}
