/** The part of html-to-text we use; the package brings no types. */
declare module "html-to-text" {
  /** A rule: what is found by `selector` is written by the formatter of this name, with these options. */
  type SelectorDefinition = {
    readonly selector: string;
    readonly format?: string;
    readonly options?: Readonly<Record<string, unknown>>;
  };

  /** Prepares the conversion of many documents by the same rules. */
  function compile<Element, Builder>(options: {
    readonly wordwrap: number | false;
    readonly formatters: Readonly<
      Record<
        string,
        (element: Element, walk: (children: readonly unknown[], builder: Builder) => void, builder: Builder) => void
      >
    >;
    readonly selectors: readonly SelectorDefinition[];
  }): (html: string) => string;
}
