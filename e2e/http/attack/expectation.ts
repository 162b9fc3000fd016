/** One demand of a case: a word of the corpus, and what stands after its equals sign. */
export type Atom = { readonly name: string; readonly value: string; readonly text: string };

/** Demands on one of the answers of a case; the scope "" means its last one. */
export type Clause = { readonly scope: Scope; readonly atoms: readonly Atom[] };

/** Clauses that must all hold; one of several alternatives must. */
export type Expectation = readonly (readonly Clause[])[];

/** Which of the answers a clause is about. */
export type Scope = string;

const scopes: readonly Scope[] = [
  ...["", "first", "second", "exactly_one", "rest", "other", "each_get", "final", "if_accepted", "if_200"],
  ...["victim_login", "attacker_login", "second use of the undo link"],
];

/**
 * Reads the demands of a case: atoms between semicolons, `label:` before the atoms of one answer, `or:` before an
 * alternative to everything that stands before it.
 */
export function parseExpectation(text: string): Expectation {
  const alternatives: { scope: Scope; atoms: Atom[] }[][] = [[{ scope: "", atoms: [] }]];
  for (const part of text.split(";").map((piece) => piece.trim())) {
    if (part === "") continue;
    const { label, atom } = split(part);
    if (label === "or") alternatives.push([{ scope: "", atoms: [] }]);
    else if (label !== null) alternatives.at(-1)?.push({ scope: label, atoms: [] });
    if (atom !== null) alternatives.at(-1)?.at(-1)?.atoms.push(atom);
  }
  return alternatives.map((clauses) => clauses.filter(({ atoms }) => atoms.length > 0));
}

function split(part: string): { label: Scope | null; atom: Atom | null } {
  const label = /^([a-z_0-9 ]+?):(?: |$)/.exec(part)?.[1] ?? null;
  if (label === null) return { label, atom: atomOf(part) };
  if (label !== "or" && !scopes.includes(label)) throw new Error(`No answer of a case is called "${label}".`);
  const rest = part.slice(label.length + 1).trim();
  return { label, atom: rest === "" ? null : atomOf(rest) };
}

function atomOf(text: string): Atom {
  const [, name = text, value = ""] = /^([a-z_0-9]+)=(.*)$/s.exec(text) ?? [];
  return { name, value, text };
}
