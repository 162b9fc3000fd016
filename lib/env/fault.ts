/** Why the server cannot start, in a sentence for people that also says the mend. It must not quote a secret. */
export class StartFault extends Error {
  override readonly name = "StartFault";
}

/** Whether an error is a sentence for people: a `StartFault`, also one made in Next's bundle, where the class is another. */
export function isStartFault(error: unknown): error is Error {
  return error instanceof Error && error.name === "StartFault";
}

/** The settings are wrong: every fault at once, each one sentence that names its variable and the mend, never a value. */
export class SettingsFault extends Error {
  /** One sentence a fault. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The settings are wrong:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.name = "SettingsFault";
    this.faults = faults;
  }
}
