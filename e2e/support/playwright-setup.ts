import type { FullConfig } from "playwright/test";
import { databaseKinds } from "./place.ts";
import { openStage } from "./stage.ts";

/** Playwright's global set-up: one stage for each database that a chosen project needs. */
export default async function setup(config: FullConfig): Promise<() => Promise<void>> {
  const needed = databaseKinds.filter((kind) => config.projects.some((project) => project.name.startsWith(kind)));
  const closings = await Promise.all(needed.map((kind) => openStage(kind)));
  return async () => {
    await Promise.all(closings.map((close) => close()));
  };
}
