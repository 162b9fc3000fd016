import { type Client, clientOf, type Fields } from "#e2e/support/api.ts";
import type { Place } from "#e2e/support/place.ts";

/** One request of a class. */
export type Ask = {
  readonly path: string;
  readonly fields: Fields;
  /** The session of the one who asks, where somebody must be logged in. */
  readonly session?: string;
};

/** How a class asks: called once for each sample. Where it asks twice, the last answer is the one that is judged. */
export type Asker = () => readonly Ask[];

/** Requests whose answers must not tell the classes apart; `prepare` makes what each class needs, for `rounds` of them. */
export type UniformGroup = {
  readonly what: string;
  prepare(place: Place, rounds: number): Promise<Readonly<Record<string, Asker>>>;
};

const api = "/api/v1/accounts";

/** One POST to the accounts API. */
export function post(endpoint: string, fields: Fields, session?: string): Ask {
  return { path: `${api}/${endpoint}/`, fields, ...(session === undefined ? {} : { session }) };
}

/** A client with nothing but the session that an ask names. */
export function clientFor(place: Place, { session }: Ask): Client {
  const client = clientOf(place);
  if (session !== undefined) client.cookies.put("session", session);
  return client;
}

/** The values in turn, from the first again after the last. */
export function inTurn<Value>(values: readonly Value[]): () => Value {
  let turn = 0;
  return () => {
    const value = values[turn++ % values.length];
    if (value === undefined) throw new Error("There is nothing to take in turn.");
    return value;
  };
}

/** So many made one after the other. */
export async function several<Value>(count: number, make: () => Promise<Value>): Promise<Value[]> {
  const made: Value[] = [];
  while (made.length < count) made.push(await make());
  return made;
}
