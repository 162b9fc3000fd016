/** Another server could not be asked, or did not answer as one does. Its message is ours, never the other server's words. */
export class OutgoingFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "OutgoingFailure";
  }
}
