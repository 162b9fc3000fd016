import type { z } from "zod";

/** What the documents say about a setting. */
export type SettingNote = {
  readonly about: string;
  /** The default as one would write it, or words for one that depends on others. */
  readonly defaultText: string;
};

/** The notes of every setting in the tables; docs/settings.md and .env.example are made from them. */
export const settingNotes = new WeakMap<object, SettingNote>();

/** A setting with a default, written as it would stand in the environment. */
export function setting<Output>(kind: z.ZodType<Output, string>, defaultText: string, about: string) {
  const schema = kind.prefault(defaultText);
  settingNotes.set(schema, { about, defaultText });
  return schema;
}

/** A setting that may be unset; `defaultText` says in words what happens then. */
export function optional<Output>(kind: z.ZodType<Output, string>, defaultText: string, about: string) {
  const schema = kind.optional();
  settingNotes.set(schema, { about, defaultText: `(${defaultText})` });
  return schema;
}
