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
