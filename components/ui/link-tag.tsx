import type { ReactNode } from "react";

/** A tag for `t.rich` that makes its words a link. */
export function linkTag(href: string) {
  return (words: ReactNode) => <a href={href}>{words}</a>;
}

/** A tag for `t.rich` that stresses an address or a name; its direction of writing is its own. */
export function strongTag(words: ReactNode) {
  return (
    <strong>
      <bdi>{words}</bdi>
    </strong>
  );
}
