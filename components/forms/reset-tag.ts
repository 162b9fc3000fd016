import { linkTag } from "#components/ui/link-tag.tsx";

/** A tag for `t.rich` that leads to where a forgotten password is reset; its words are left out where none can be. */
export function resetTag(hasReset: boolean) {
  return hasReset ? linkTag("/forgot-password") : () => null;
}
