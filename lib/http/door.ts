import type { z } from "zod";
import type { Requester } from "#lib/accounts/requester.ts";
import type { Bucket } from "#lib/limits/reserve.ts";
import type { LimitName } from "#lib/limits/table.ts";
import type { Refusal, Result } from "#lib/result.ts";
import type { FreshPrincipal, Principal } from "#lib/sessions/principal.ts";
import type { Answer } from "./answer.ts";
import type { Fields } from "./body.ts";
import type { ErrorCode } from "./errors.ts";

/** Who may come in: anybody, anybody but known if logged in, somebody logged in, somebody who proved a factor within ten minutes. */
export type Access = "anyone" | "known" | "session" | "fresh";

/** The principal a use case behind this access is handed. */
export type PrincipalFor<A extends Access> = {
  anyone: null;
  known: Principal | null;
  session: Principal;
  fresh: FreshPrincipal;
}[A];

/** What of a request can shape a body: cookies that make a field needless, and whether the caller has a password. */
export type BodyCaller = Pick<Requester, "registrantHash" | "refreshCookie">;
/** See {@link BodyCaller}; without a principal there is no password. */
export type BodyAccount = { readonly hasPassword: boolean };

/** What a use case is handed beside its input. */
export type Context<A extends Access> = {
  readonly requester: Requester;
  readonly principal: PrincipalFor<A>;
  /** The segments of the request's path; the last one is the id where the route has one. */
  readonly path: readonly string[];
};

/** The pages that show the outcome of a form post without script. */
export type Pages<Value> = {
  /** Where an error is shown; link forms rebuild their own link from the posted fields. */
  readonly form: string | ((fields: Fields, code: ErrorCode) => string);
  readonly done: string | ((value: Value, fields: Fields) => string);
  /** The posted fields that may travel back to the form: never a password, never part of a link. */
  readonly keep?: readonly string[];
  /** The next page tells the success by itself: the outcome of an earlier form stays where it is. */
  readonly isSilent?: true;
};

/** What one method of one endpoint names: access, input, limits, one use case, and what goes out. */
export type Door<A extends Access, Input, Value> = {
  readonly access: A;
  /** False: the flow is switched off, or this path names nothing, and the answer is 404. */
  readonly isOpen?: (path: readonly string[]) => boolean;
  /** Limits by the client's address, counted before anything else. */
  readonly limits: readonly LimitName[];
  /** Limits by what the raw fields name, counted with them in one statement: for links, whose user is not proven yet. */
  readonly counted?: (fields: Fields) => readonly Bucket[];
  /** The body's schema; a function where settings shape it, called once if it asks for nothing of the caller. */
  readonly body: z.ZodType<Input> | ((caller: BodyCaller, account: BodyAccount) => z.ZodType<Input>);
  /** Limits by what the input names, counted before the use case. */
  readonly keyed?: (input: Input, principal: PrincipalFor<A>) => readonly Bucket[];
  /** The use case hashes: in a crowd its requests wait before they are counted, and are counted together. */
  readonly hashes?: true;
  readonly run: (input: Input, context: Context<A>) => Promise<Result<Value, ErrorCode>>;
  readonly answer: (value: Value) => Answer;
  /** How a face words the refusals of the use case: its own names of fields, its own codes. */
  readonly reword?: (refusal: Refusal<ErrorCode>) => Refusal<ErrorCode>;
  /** DRR adds an empty `non_field_errors` where a password is refused. */
  readonly hasEmptyNonFieldErrors?: true;
  readonly pages?: Pages<Value>;
};

/** What the documentation shows of a door: the very values the server works with. */
export type DoorFacts = {
  readonly access: Access;
  readonly limits: readonly LimitName[];
  /** The body's schema for somebody without our cookies and with a password, as the settings shape it. */
  readonly body: () => z.ZodType;
  /** A setting can switch the flow off. */
  readonly canBeClosed: boolean;
};

/** A door whose types were checked where it was made, ready for the endpoint. */
export type AnyDoor = {
  readonly facts: DoorFacts;
  readonly isOpen: (path: readonly string[]) => boolean;
  readonly enter: (request: Request) => Promise<Response>;
};
