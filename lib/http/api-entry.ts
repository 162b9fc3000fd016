import type { ApiAnswerSource } from "./api-answers.ts";
import type { Method } from "./endpoint.ts";
import type { ErrorCode } from "./errors.ts";

/** What the documentation says of one method beyond what its door knows. */
export type ApiEntry = {
  /** What it does, in a sentence without a full stop. */
  readonly summary: string;
  /** What else one should know, in sentences. */
  readonly description?: string;
  readonly status: 200 | 201;
  readonly answer: ApiAnswerSource;
  /** A request that is answered so, once the values of the example are one's own. */
  readonly request?: Readonly<Record<string, string | boolean>>;
  /** What it can be refused for, beside what every endpoint of its kind is (the request's shape, login, limits). */
  readonly codes: readonly ErrorCode[];
};

/** All methods of one path. */
export type ApiPathEntry = { readonly [M in Method]?: ApiEntry };

/** What a new password can be refused for. */
export const passwordCodes = [
  "password_too_short",
  "password_too_long",
  "password_too_common",
  "password_entirely_numeric",
  "password_too_similar",
  "password_repetitive",
  "password_product_name",
  "password_sequential",
] as const satisfies readonly ErrorCode[];

/** What a username of an account can be refused for. */
export const usernameCodes = [
  "invalid_username",
  "reserved_name",
  "confusable_name",
  "username_taken",
] as const satisfies readonly ErrorCode[];

/** What a link can be refused for. */
export const linkCodes = ["invalid_key", "link_used", "expired"] as const satisfies readonly ErrorCode[];
