/** Where a command speaks, and from where it was called. */
export type CommandIo = {
  /** What was asked for, a line at a time. */
  readonly out: (line: string) => void;
  /** What went wrong, and help. */
  readonly err: (line: string) => void;
  /** The folder of whoever called: file names are read from there. */
  readonly cwd: string;
  /** Whether a queued mail leaves by itself: not where nothing runs on the embedded database. */
  readonly mailsLeave: boolean;
};

/** One verb of the operator's command line. It answers an exit code: 0 done, 1 refused, 2 wrongly called. */
export type Command = (args: readonly string[], io: CommandIo) => Promise<number>;

/** A refusal, in a sentence for the operator. It changes nothing. */
export class CommandFault extends Error {
  override readonly name = "CommandFault";
}

/** A command that was called with words it does not know. */
export class UsageFault extends Error {
  override readonly name = "UsageFault";
}

/** Something else changed the account between the look and the deed. */
export function changedMeanwhile(): CommandFault {
  return new CommandFault("The account was changed at this very moment. Look at it and try again.");
}
