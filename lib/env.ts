import { type Env, readEnv } from "./env/read.ts";

let known: Env | undefined;

/**
 * The settings of this process, read once from its environment. Nothing else reads `process.env`. Throws `SettingsFault`
 * when they are wrong; the entry finds that out before anything else starts.
 */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}

/**
 * Adds variables to the environment of this process, its children and Next's bundle (which reads it a second time), and
 * forgets what was read before. For the entry, at the start only.
 */
export function handOn(variables: Readonly<Record<string, string>>): void {
  Object.assign(process.env, variables);
  known = undefined;
}

/** The raw environment, for the entry's warnings about unknown names. */
export function rawEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
