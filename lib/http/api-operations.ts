import type { ApiAnswer } from "./api-answers.ts";
import { type ApiPath, apiCatalogue, apiChapters } from "./api-catalogue.ts";
import type { ApiEntry, ApiPathEntry } from "./api-entry.ts";
import { type ApiError, errorsOf } from "./api-errors.ts";
import { anchorOf } from "./api-place.ts";
import type { AnyDoor } from "./door.ts";
import { type Endpoint, type Method, methods } from "./endpoint.ts";

/** The endpoints of the API by path. */
export type ApiDoors = Readonly<Record<ApiPath, Pick<Endpoint, Method>>>;

/** One method of one path: its door, and what is said of it. */
export type ApiOperation = {
  readonly path: ApiPath;
  readonly method: Method;
  readonly anchor: string;
  readonly chapter: string;
  readonly door: AnyDoor;
  readonly entry: ApiEntry;
  readonly answer: ApiAnswer;
  readonly errors: readonly ApiError[];
};

/** Every method of every path in the order of the documentation. Throws where catalogue and doors disagree. */
export function apiOperations(doors: ApiDoors): readonly ApiOperation[] {
  return apiChapters.flatMap(({ title, paths }) =>
    paths.flatMap((path) => methods.flatMap((method) => operationOf({ path, method, chapter: title }, doors))),
  );
}

type Named = Pick<ApiOperation, "path" | "method" | "chapter">;

function operationOf(named: Named, doors: ApiDoors): readonly ApiOperation[] {
  const { path, method } = named;
  const entries: ApiPathEntry = apiCatalogue[path];
  const entry = entries[method];
  const { door } = doors[path][method];
  if (entry === undefined && door === undefined) return [];
  if (entry === undefined || door === undefined) throw new Error(`${method} ${path} is not both a door and documented`);
  const answer = typeof entry.answer === "function" ? entry.answer() : entry.answer;
  return [{ ...named, anchor: anchorOf(path), door, entry, answer, errors: errorsOf(method, door, entry) }];
}
