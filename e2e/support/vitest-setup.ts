import type { TestProject } from "vitest/node";
import { z } from "zod";
import { databaseKinds } from "./place.ts";
import { openStage } from "./stage.ts";

/** Vitest's global set-up of an HTTP project; which database it is for stands in the project's environment. */
export default function setup(project: TestProject): Promise<() => Promise<void>> {
  return openStage(z.enum(databaseKinds).parse(project.config.env["TEST_DATABASE"]));
}
