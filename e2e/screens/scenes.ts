import { accountScenes } from "./account-scenes.ts";
import { linkScenes } from "./link-scenes.ts";
import { publicScenes } from "./public-scenes.ts";
import type { Scene } from "./scene.ts";

/** Every state of every page. */
export const scenes: readonly Scene[] = [...publicScenes, ...linkScenes, ...accountScenes];
