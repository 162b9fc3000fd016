/** One user as a file says it, before anything is judged. */
export type SourceRow = {
  /** Where it stands, for the report: `pk 7` or `line 12`. */
  readonly where: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Why its fields may not be what they seem to be: it cannot be imported. */
  readonly broken?: string;
};

/** What a file holds: its users, and what they are called there. */
export type Source = { readonly rows: readonly SourceRow[]; readonly kind: string };
