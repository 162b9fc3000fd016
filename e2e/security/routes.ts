import { readFileSync } from "node:fs";
import { z } from "zod";

/** One page or route handler of the build. */
export type Route = {
  /** As the manifest names it, without groups: `/api/v1/accounts/sessions/[id]`. */
  readonly pattern: string;
  readonly kind: "page" | "handler";
};

/** Every page and route handler the build knows, out of its own manifest. */
export function builtRoutes(): readonly Route[] {
  const manifest = z.record(z.string(), z.string()).parse(readJson(".next/server/app-paths-manifest.json"));
  return Object.keys(manifest).map((name) => {
    const kind = name.endsWith("/route") ? "handler" : "page";
    const pattern = name.replace(/\/(?:page|route)$/, "").replace(/\/\([^)]*\)/g, "");
    return { pattern: pattern === "" ? "/" : pattern, kind };
  });
}

/** The path of a route with its parameters filled in; one without a value gets a word that names nothing. */
export function pathOf({ pattern }: Route, values: Readonly<Record<string, string>> = {}): string {
  return pattern.replace(/\[{1,2}(?:\.\.\.)?(\w+)\]{1,2}/g, (_all, name: string) => values[name] ?? "nothing-here");
}

/** The parsed text of a file of the build. */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
