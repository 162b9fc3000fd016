/** A field of a body as the page lists it. */
export type DescribedField = {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly isMeasuredInBytes: boolean;
};

/** A property of an answer as the page lists it. */
export type DescribedAnswerField = { readonly name: string; readonly type: string; readonly isAlways: boolean };

/** An error as the page lists it. */
export type DescribedError = { readonly code: string; readonly status: number; readonly words: string };

/** One method of one path as the page shows it. */
export type DescribedOperation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string | null;
  /** Who may call it, in words. */
  readonly login: string;
  /** A token may be sent along. */
  readonly takesToken: boolean;
  readonly limits: readonly string[];
  readonly fields: readonly DescribedField[];
  /** A call as one would type it. */
  readonly call: string;
  readonly status: number;
  readonly answer: string;
  readonly answerFields: readonly DescribedAnswerField[];
  readonly errors: readonly DescribedError[];
};

/** One path with its methods; `anchor` is its place on the page. */
export type DescribedEndpoint = {
  readonly anchor: string;
  readonly path: string;
  readonly operations: readonly DescribedOperation[];
};

/** Endpoints that belong together. */
export type DescribedChapter = {
  readonly title: string;
  readonly anchor: string;
  readonly endpoints: readonly DescribedEndpoint[];
};
