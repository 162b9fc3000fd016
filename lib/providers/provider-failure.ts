/**
 * Why a provider did not tell who somebody is. `away`: it cannot be asked, or not with our settings. `refused`: it does not
 * know that code or token. `untrue`: what it said does not hold. The message is for our log, and ours.
 */
export type FailureKind = "away" | "refused" | "untrue";

/** Thrown inside this room, and turned into an answer by `identify`. */
export class ProviderFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ProviderFailure";
    this.kind = kind;
  }
}
