import type { Answer } from "#e2e/support/api.ts";
import type { Performance, Recorded } from "./performance.ts";

/** What a check says: what is wrong, or null. */
export type Fault = string | null;

/** One answer under judgement, with everything that happened around it. */
export type Judged = {
  readonly performance: Performance;
  readonly one: Recorded;
  /** The first answer of each kind that had to be like all others of its kind. */
  readonly uniform: Map<string, string>;
};

/** Judges one answer by one word of the corpus; `value` is what stands after the equals sign. */
export type Check = (value: string, judged: Judged) => Fault | Promise<Fault>;

/** Checks by the word they are for. */
export type Checks = Readonly<Record<string, Check>>;

/** Whether a request succeeded. */
export function isSuccess({ status }: Pick<Answer, "status">): boolean {
  return status >= 200 && status < 300;
}

/** A fault with what came back. */
export function told(what: string, { status, text }: Answer): string {
  return `${what}, but the answer is ${status || "none"}: ${text.slice(0, 300)}`;
}

/** Every text in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The text of a page as somebody sees it: no markup, no scripts. */
export function visibleText(html: string): string {
  const plain = html.replace(/<(script|style|template)\b.*?<\/\1>/gs, " ").replace(/<[^>]*>/g, " ");
  return plain.replace(/\s+/g, " ").trim();
}
