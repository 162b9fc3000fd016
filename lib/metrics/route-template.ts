import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

type Template = { readonly segments: readonly string[]; readonly name: string };

let known: readonly Template[] | undefined;

/**
 * The route that answers a path, as its folder is named: `/api/v1/accounts/sessions/[id]`. `other` for whatever no route
 * answers, so that strangers cannot make new labels. Reads the build's list of routes once.
 */
export function routeTemplate(target: string, templates: readonly Template[] = builtTemplates()): string {
  const segments = target.split("/").filter(Boolean);
  return templates.find((template) => fits(template.segments, segments))?.name ?? "other";
}

/** Templates of these routes, the most literal first; a route that takes everything is left out. */
export function templatesOf(routes: readonly string[]): readonly Template[] {
  const templates = routes
    .filter((name) => !name.includes("[[..."))
    .map((name) => ({ name, segments: name.split("/").filter(Boolean) }));
  return templates.sort((a, b) => countOpen(a.segments) - countOpen(b.segments));
}

function builtTemplates(): readonly Template[] {
  known ??= readTemplates();
  return known;
}

// The development server writes no such list.
function readTemplates(): readonly Template[] {
  try {
    const text = readFileSync(path.join(process.cwd(), ".next", "app-path-routes-manifest.json"), "utf8");
    return templatesOf([...new Set(Object.values(z.record(z.string(), z.string()).parse(JSON.parse(text))))]);
  } catch {
    return [];
  }
}

function countOpen(segments: readonly string[]): number {
  return segments.filter(isOpen).length;
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  const takesRest = template.at(-1)?.startsWith("[...") ?? false;
  if (takesRest ? segments.length < template.length : segments.length !== template.length) return false;
  return template.every((part, index) => isOpen(part) || part === segments[index]);
}

function isOpen(segment: string): boolean {
  return segment.startsWith("[");
}
