import { randomBytes, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import type { World } from "./world.ts";

/** Fills the placeholders of the corpus in every text of a value; everything else stays as it is. */
export function filled(world: World, value: unknown): unknown {
  if (typeof value === "string") return fill(world, value);
  if (Array.isArray(value)) return value.map((item) => filled(world, item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(world, item)]));
}

/** Fills the placeholders in one text, each occurrence anew. */
export function fill({ app, seeds }: Pick<World, "app" | "seeds">, text: string): string {
  const origin = app.url;
  const host = new URL(origin).hostname;
  return text
    .replaceAll("APP_ORIGIN", origin)
    .replaceAll("APP_HOST", host)
    .replace(/(?<=\/\/|--)APP\b/g, new URL(origin).host)
    .replace(/\bAPP\b/g, origin)
    .replaceAll("OTHER_USER_ID", seeds.user_b.id)
    .replaceAll("USER_A", seeds.user_a.id)
    .replace(/RANDOM_IP/g, () => [11, randomInt(256), randomInt(256), randomInt(1, 255)].join("."))
    .replace(/RANDOM_64/g, () =>
      randomBytes(8)
        .toString("hex")
        .replace(/(?<=.)(?=(?:.{4})+$)/g, ":"),
    )
    .replace(/RANDOM\b/g, () => randomBytes(8).toString("hex"))
    .replace(/\bBUILD\b/g, () => readFileSync(".next/BUILD_ID", "utf8").trim());
}
