import type { z } from "zod";
import { inHashCrowd } from "#lib/accounts/hash-crowd.ts";
import type { Requester } from "#lib/accounts/requester.ts";
import { isUnavailable, retrySeconds } from "#lib/accounts/unavailable.ts";
import { reserve } from "#lib/limits/reserve.ts";
import { log } from "#lib/log.ts";
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts";
import { fieldRefusals } from "#lib/schemas/codes.ts";
import { asFresh, principalOf } from "#lib/sessions/principal.ts";
import { type Failure, failureOf, jsonAnswer, successAnswer } from "./answer.ts";
import { type Fields, readBody } from "./body.ts";
import type { Access, AnyDoor, BodyAccount, BodyCaller, Context, Door, PrincipalFor } from "./door.ts";
import type { ErrorCode } from "./errors.ts";
import { isAllowedOrigin, prefersPage } from "./origin.ts";
import { failurePage, successPage } from "./page-answer.ts";
import { localeOfRequest } from "./request-locale.ts";
import { requesterOf } from "./requester.ts";

/**
 * Makes one method of an endpoint. A request passes, in this order: origin rule, IP limits, principal, body,
 * schema, keyed limits, use case; the first that refuses answers. Reading methods skip the origin rule and
 * the body, DELETE the body. What leads to a hash does all of it in the crowd.
 */
export function route<A extends Access, Input, Value>(described: Door<A, Input, Value>): AnyDoor {
  const door = { ...described, body: madeOnce(described.body) };
  const { access, limits, isOpen } = door;
  const body = () => bodyOf(door, { registrantHash: null, refreshCookie: null }, { hasPassword: true });
  return {
    facts: { access, limits, body, canBeClosed: isOpen !== undefined },
    isOpen: isOpen ?? (() => true),
    enter: (request) => enter(door, request),
  };
}

type Outcome<Value> = { readonly result: Result<Value, ErrorCode>; readonly fields: Fields };

async function enter<A extends Access, Input, Value>(door: Door<A, Input, Value>, request: Request): Promise<Response> {
  const requester = requesterOf(request);
  const outcome = () => outcomeOf(door, request, requester);
  const { result, fields } = await orUnavailable(door.hashes ? inHashCrowd(outcome) : outcome());
  const pages = isFormPost(request) ? door.pages : undefined;
  if (result.ok) {
    const answer = door.answer(result.value);
    return pages ? successPage(request, answer, { pages, value: result.value, fields }) : successAnswer(answer);
  }
  const refusals = door.reword ? result.refusals.map(door.reword) : result.refusals;
  const failure = withDrrShape(door, failureOf(refusals, localeOfRequest(request)), refusals);
  if (pages) return failurePage(request, failure, { pages, fields });
  return jsonAnswer(failure.status, failure.body, failure.headers);
}

async function outcomeOf<A extends Access, Input, Value>(
  door: Door<A, Input, Value>,
  request: Request,
  requester: Requester,
): Promise<Outcome<Value>> {
  const path = new URL(request.url).pathname.split("/").filter(Boolean);
  const body = hasNoBody(request) ? ({ ok: true, value: {} } as const) : await readBody(request);
  const fields = body.ok ? body.value : {};
  const refused = (result: Result<Value, ErrorCode>): Outcome<Value> => ({ result, fields });
  if (isWriting(request) && !isAllowedOrigin(request)) return refused(refuse("csrf_failed"));
  const byAddress = door.limits.map((limit) => ({ limit, of: requester.address }));
  const limited = await reserve([...byAddress, ...(door.counted?.(fields) ?? [])]);
  if (!limited.ok) return refused(throttled(limited.retryAfterSeconds));
  const principal = await admit[door.access](request.headers);
  if (!principal.ok) return refused(principal);
  if (!body.ok) return refused(body);
  const parsed = parse(door, fields, { requester, principal: principal.value, path });
  if (!parsed.ok) return refused(parsed);
  const keyed = await reserve(door.keyed?.(parsed.value, principal.value) ?? []);
  if (!keyed.ok) return refused(throttled(keyed.retryAfterSeconds));
  return refused(await door.run(parsed.value, { requester, principal: principal.value, path }));
}

/** What cannot be answered now is a refusal like any other, so that a form without script gets its page. */
async function orUnavailable<Value>(outcome: Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  try {
    return await outcome;
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    log.warn("unavailable", { error });
    return { result: refuse("unavailable", { values: { seconds: retrySeconds } }), fields: {} };
  }
}

type Refused = "not_authenticated" | "reauthentication_required";

/** How each access finds out who comes in. */
const admit: { readonly [A in Access]: (headers: Headers) => Promise<Result<PrincipalFor<A>, Refused>> } = {
  anyone: async () => ok(null),
  known: async (headers) => ok(await principalOf(headers)),
  session: async (headers) => {
    const principal = await principalOf(headers);
    return principal ? ok(principal) : refuse("not_authenticated");
  },
  fresh: async (headers) => {
    const principal = await principalOf(headers);
    if (!principal) return refuse("not_authenticated");
    const fresh = asFresh(principal);
    return fresh ? ok(fresh) : refuse("reauthentication_required");
  },
};

function parse<A extends Access, Input, Value>(
  door: Door<A, Input, Value>,
  fields: Fields,
  { requester, principal }: Context<A>,
): Result<Input, ErrorCode> {
  const parsed = bodyOf(door, requester, { hasPassword: principal?.hasPassword ?? false }).safeParse({ ...fields });
  if (parsed.success) return { ok: true, value: parsed.data };
  const [first, ...others] = fieldRefusals(parsed.error, fields);
  if (!first) throw new Error("zod refused without an issue");
  return { ok: false, refusals: [first, ...others] };
}

function bodyOf<A extends Access, Input, Value>(
  { body }: Door<A, Input, Value>,
  caller: BodyCaller,
  account: BodyAccount,
): z.ZodType<Input> {
  return typeof body === "function" ? body(caller, account) : body;
}

/** To make a schema costs more than to read a body with it. */
function madeOnce<A extends Access, Input, Value>(body: Door<A, Input, Value>["body"]): Door<A, Input, Value>["body"] {
  if (typeof body !== "function" || body.length > 0) return body;
  let made: z.ZodType<Input> | undefined;
  return (caller, account) => {
    made ??= body(caller, account);
    return made;
  };
}

/** The refusal for whoever came too often: an integer number of seconds, at least 1. */
export function throttled(seconds: number): Result<never, "throttled"> {
  return refuse("throttled", { values: { seconds } });
}

function withDrrShape<A extends Access, Input, Value>(
  door: Door<A, Input, Value>,
  failure: Failure,
  refusals: readonly Refusal<ErrorCode>[],
): Failure {
  const isAboutPassword = refusals.some(({ code }) => code.startsWith("password_") || code === "passwords_differ");
  if (!door.hasEmptyNonFieldErrors || !isAboutPassword || "detail" in failure.body) return failure;
  return { ...failure, body: { ...failure.body, non_field_errors: [] } };
}

function isWriting({ method }: Request): boolean {
  return method !== "GET" && method !== "HEAD";
}

// A DELETE says everything by its path.
function hasNoBody(request: Request): boolean {
  return !isWriting(request) || request.method === "DELETE";
}

function isFormPost(request: Request): boolean {
  const type = request.headers.get("content-type")?.toLowerCase() ?? "";
  return prefersPage(request) && !type.startsWith("application/json");
}
